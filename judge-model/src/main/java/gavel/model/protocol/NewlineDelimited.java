package gavel.model.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import gavel.model.json.Unicode;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** A line of JSON a message, with bodies as {@code {"name":"...","base64":"..."}} within it. */
final class NewlineDelimited implements Framing {
  private static final int EMPTY_OBJECT = 2;

  /** What stands around name and content of a body, and its share of the list around all. */
  private static final int OF_A_BODY = 32;

  private final InputStream in;
  private final OutputStream out;
  private final MemoryBudget budget;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile boolean withinMessage;

  /** The input should be buffered. */
  NewlineDelimited(InputStream in, OutputStream out, BodyStore store) {
    this.in = in;
    this.out = new BufferedOutputStream(out, 1 << 16);
    this.budget = store.memory();
  }

  @Override
  public Optional<Envelope> read() throws IOException {
    MemoryBudget.Share memory = budget.share();
    boolean complete = false;
    try {
      Growing line = new Growing(memory);
      if (!line(line)) {
        return Optional.empty();
      }
      line.holdForParsing();
      Envelope envelope = envelope(StrictJson.readMessage(line.array(), line.size()), memory);
      Growing.settle(memory, line.size(), 0);
      complete = true;
      withinMessage = false;
      return Optional.of(envelope);
    } catch (InvalidField malformed) {
      throw new ProtocolViolation(
          ErrorCode.INVALID_REQUEST,
          (malformed.field().isEmpty() ? "The line" : malformed.field())
              + " "
              + malformed.getMessage());
    } finally {
      if (!complete) {
        memory.close();
      }
    }
  }

  /** The next line that is not blank; false at the end. */
  private boolean line(Growing line) throws IOException {
    int next = in.read();
    while (next >= 0 && (next != '\n' || line.size() == 0)) {
      if (line.size() > 0 || next > ' ') {
        withinMessage = true;
        line.add((byte) next);
      }
      next = in.read();
    }
    return line.size() > 0;
  }

  private static Envelope envelope(ObjectNode message, MemoryBudget.Share memory) {
    JsonNode listed = message.remove("bodies");
    if (listed == null) {
      return new Envelope(message, List.of(), memory);
    }
    InvalidField.require(listed.isArray(), "bodies", "is not a list");
    InvalidField.require(listed.size() <= MAX_BODIES, "bodies", "has over " + MAX_BODIES);
    List<Body> bodies = new ArrayList<>();
    for (JsonNode each : listed) {
      String at = "bodies[" + bodies.size() + "]";
      InvalidField.require(
          each.size() == 2 && each.path("name").isTextual() && each.path("base64").isTextual(),
          at,
          "is not of the form {\"name\":\"...\",\"base64\":\"...\"}");
      Unicode.requireSound(at + ".name", each.path("name"));
      try {
        byte[] content = Base64.getDecoder().decode(each.path("base64").textValue());
        bodies.add(Body.ofBytes(each.path("name").textValue(), content));
      } catch (IllegalArgumentException malformed) {
        throw new InvalidField(at + ".base64", "is not base64: " + malformed.getMessage());
      }
    }
    return new Envelope(message, bodies, memory);
  }

  @Override
  public boolean isWithinMessage() {
    return withinMessage;
  }

  @Override
  public void write(LogBatch batch) throws IOException {
    writing.lock();
    try {
      for (int i = 0; i < batch.size(); i++) {
        out.write(batch.array(), batch.begin(i), batch.end(i) - batch.begin(i));
        out.write('\n');
      }
      out.flush();
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void write(Envelope envelope) throws IOException {
    byte[] message = StrictJson.write(envelope.message());
    requireUnderCap(message, envelope.bodies());
    writing.lock();
    try {
      if (envelope.bodies().isEmpty()) {
        out.write(message);
      } else {
        writeWithBodies(message, envelope.bodies());
      }
      out.write('\n');
      out.flush();
    } finally {
      writing.unlock();
    }
  }

  /** Bodies go through as they are read: they may be many, and others write at the same time. */
  private void writeWithBodies(byte[] message, List<Body> bodies) throws IOException {
    out.write(message, 0, message.length - 1);
    String before = message.length > EMPTY_OBJECT ? ",\"bodies\":[" : "\"bodies\":[";
    for (Body body : bodies) {
      out.write(ascii(before + "{\"name\":"));
      out.write(StrictJson.write(body.name()));
      out.write(ascii(",\"base64\":\""));
      writeBase64(body);
      out.write(ascii("\"}"));
      before = ",";
    }
    out.write(ascii("]}"));
  }

  private void writeBase64(Body body) throws IOException {
    OutputStream staysOpen =
        new FilterOutputStream(out) {
          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
          }

          @Override
          public void close() {
            // the padding is written by now; the connection goes on
          }
        };
    try (OutputStream base64 = Base64.getEncoder().wrap(staysOpen);
        InputStream content = body.open()) {
      if (content.transferTo(base64) != body.size()) {
        throw new EOFException("The body '" + body.name() + "' is not as long as it was");
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Before anything is read: bodies may be much larger than memory. */
  private static void requireUnderCap(byte[] message, List<Body> bodies) throws ProtocolViolation {
    long length = message.length;
    for (Body body : bodies) {
      length += OF_A_BODY + StrictJson.write(body.name()).length + (body.size() + 2) / 3 * 4;
    }
    if (length > MAX_FRAME) {
      throw new ProtocolViolation(
          ErrorCode.TOO_LARGE,
          "A line of " + length + " bytes or more is over the cap of " + MAX_FRAME);
    }
  }
}
