package gavel.model.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import java.io.ByteArrayOutputStream;
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
  private final InputStream in;
  private final OutputStream out;
  private final ReentrantLock writing = new ReentrantLock();

  /** The input should be buffered. */
  NewlineDelimited(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public Optional<Envelope> read() throws IOException {
    byte[] line = line();
    while (line != null && new String(line, StandardCharsets.UTF_8).isBlank()) {
      line = line();
    }
    if (line == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(envelope(StrictJson.readObject(line)));
    } catch (InvalidField malformed) {
      throw new ProtocolViolation(
          ErrorCode.INVALID_REQUEST,
          (malformed.field().isEmpty() ? "The line" : malformed.field())
              + " "
              + malformed.getMessage());
    }
  }

  private byte @org.jspecify.annotations.Nullable [] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      if (line.size() == MAX_FRAME) {
        throw new ProtocolViolation(
            ErrorCode.TOO_LARGE, "A line is over the cap of " + MAX_FRAME + " bytes");
      }
      line.write(next);
      next = in.read();
    }
    return line.toByteArray();
  }

  private static Envelope envelope(ObjectNode message) {
    JsonNode listed = message.remove("bodies");
    if (listed == null) {
      return Envelope.of(message);
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
      try {
        byte[] content = Base64.getDecoder().decode(each.path("base64").textValue());
        bodies.add(Body.ofBytes(each.path("name").textValue(), content));
      } catch (IllegalArgumentException malformed) {
        throw new InvalidField(at + ".base64", "is not base64: " + malformed.getMessage());
      }
    }
    return new Envelope(message, bodies);
  }

  @Override
  public void write(Envelope envelope) throws IOException {
    ObjectNode message = envelope.message();
    requireUnderCap(envelope);
    if (!envelope.bodies().isEmpty()) {
      message = message.deepCopy();
      ArrayNode listed = message.putArray("bodies");
      for (Body body : envelope.bodies()) {
        try (InputStream content = body.open()) {
          listed
              .addObject()
              .put("name", body.name())
              .put("base64", Base64.getEncoder().encodeToString(content.readAllBytes()));
        }
      }
    }
    byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
    requireUnderCap(line.length);
    writing.lock();
    try {
      out.write(line);
      out.flush();
    } finally {
      writing.unlock();
    }
  }

  /** Before anything is read: bodies may be much larger than memory. */
  private static void requireUnderCap(Envelope envelope) throws ProtocolViolation {
    long size = 0;
    for (Body body : envelope.bodies()) {
      size += body.size();
    }
    requireUnderCap(size);
  }

  private static void requireUnderCap(long length) throws ProtocolViolation {
    if (length > MAX_FRAME) {
      throw new ProtocolViolation(
          ErrorCode.TOO_LARGE,
          "A line of " + length + " bytes or more is over the cap of " + MAX_FRAME);
    }
  }
}
