package gavel.model.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import gavel.model.json.Unicode;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * u32 big-endian length, then that many bytes of UTF-8 JSON. A length with the top bit set carries
 * raw bytes: each body that a message announces in {@code bodies} follows it as raw frames that sum
 * up to the announced size, ended by an empty one.
 */
final class LengthPrefixed implements Framing {
  private static final int RAW = 0x8000_0000;
  private static final int CHUNK = 1 << 18;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final BodyStore store;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile boolean withinMessage;

  LengthPrefixed(InputStream in, OutputStream out, BodyStore store) {
    this.in = new DataInputStream(in);
    this.out = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    this.store = store;
  }

  @Override
  public Optional<Envelope> read() throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    withinMessage = true;
    int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
    if ((length & RAW) != 0) {
      throw new ProtocolViolation(
          ErrorCode.INVALID_REQUEST, "A raw frame came where a message was due");
    }
    requireUnderCap(length);
    MemoryBudget.Share memory = store.memory().share();
    boolean complete = false;
    try {
      Envelope envelope = envelope(new Growing(memory).read(in, length), memory);
      complete = true;
      withinMessage = false;
      return Optional.of(envelope);
    } finally {
      if (!complete) {
        memory.close();
      }
    }
  }

  private Envelope envelope(byte[] json, MemoryBudget.Share memory) throws IOException {
    ObjectNode message;
    List<Announced> announced;
    try {
      message = StrictJson.readMessage(json, json.length);
      announced = announced(message);
    } catch (InvalidField malformed) {
      throw new ProtocolViolation(
          ErrorCode.INVALID_REQUEST,
          (malformed.field().isEmpty() ? "The message" : malformed.field())
              + " "
              + malformed.getMessage());
    }
    Growing.settle(memory, json.length, inMemory(announced));
    List<Body> bodies = new ArrayList<>();
    boolean complete = false;
    try {
      for (Announced next : announced) {
        bodies.add(receive(next));
      }
      complete = true;
    } finally {
      if (!complete) {
        BodyStore.discard(new Envelope(message, bodies));
      }
    }
    return new Envelope(message, bodies, memory);
  }

  private long inMemory(List<Announced> announced) {
    return announced.stream()
        .mapToLong(Announced::size)
        .filter(size -> size <= store.inMemory())
        .sum();
  }

  private record Announced(String name, long size) {}

  private List<Announced> announced(ObjectNode message) throws ProtocolViolation {
    JsonNode listed = message.remove("bodies");
    if (listed == null) {
      return List.of();
    }
    InvalidField.require(listed.isArray(), "bodies", "is not a list");
    Unicode.requireSound("bodies", listed);
    InvalidField.require(listed.size() <= MAX_BODIES, "bodies", "has over " + MAX_BODIES);
    List<Announced> result = new ArrayList<>();
    long total = 0;
    for (JsonNode each : listed) {
      InvalidField.require(
          each.size() == 2
              && each.path("name").isTextual()
              && each.path("size").canConvertToLong()
              && each.path("size").isIntegralNumber()
              && each.path("size").longValue() >= 0,
          "bodies[" + result.size() + "]",
          "is not of the form {\"name\":\"...\",\"size\":0}");
      long size = each.path("size").longValue();
      if (size > store.perMessage() - total) {
        throw new ProtocolViolation(
            ErrorCode.TOO_LARGE,
            "The bodies of a message may have " + store.perMessage() + " bytes together");
      }
      total += size;
      result.add(new Announced(each.path("name").textValue(), size));
    }
    return result;
  }

  private Body receive(Announced body) throws IOException {
    RawFrames frames = new RawFrames(in, body.name(), body.size());
    Body received = store.receive(body.name(), body.size(), frames);
    frames.requireEnd();
    return received;
  }

  static void requireUnderCap(int length) throws ProtocolViolation {
    if (length > MAX_FRAME) {
      throw new ProtocolViolation(
          ErrorCode.TOO_LARGE, "A frame of " + length + " bytes is over the cap of " + MAX_FRAME);
    }
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
        int length = batch.end(i) - batch.begin(i);
        out.writeInt(length);
        out.write(batch.array(), batch.begin(i), length);
      }
      out.flush();
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void write(Envelope envelope) throws IOException {
    ObjectNode message = envelope.message();
    if (!envelope.bodies().isEmpty()) {
      message = message.deepCopy();
      ArrayNode listed = message.putArray("bodies");
      for (Body body : envelope.bodies()) {
        listed.addObject().put("name", body.name()).put("size", body.size());
      }
    }
    byte[] json = message.toString().getBytes(StandardCharsets.UTF_8);
    requireUnderCap(json.length);
    writing.lock();
    try {
      out.writeInt(json.length);
      out.write(json);
      for (Body body : envelope.bodies()) {
        writeRaw(body);
      }
      out.flush();
    } finally {
      writing.unlock();
    }
  }

  private void writeRaw(Body body) throws IOException {
    byte[] chunk = new byte[(int) Math.min(CHUNK, Math.max(1, body.size()))];
    long left = body.size();
    try (InputStream content = body.open()) {
      while (left > 0) {
        int read = content.readNBytes(chunk, 0, (int) Math.min(chunk.length, left));
        if (read == 0) {
          throw new EOFException("The body '" + body.name() + "' is shorter than it was announced");
        }
        out.writeInt(RAW | read);
        out.write(chunk, 0, read);
        left -= read;
      }
    }
    out.writeInt(RAW);
  }
}
