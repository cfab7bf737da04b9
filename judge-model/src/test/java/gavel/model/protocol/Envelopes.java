package gavel.model.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes and reads streams of envelopes for the tests of both framings. */
final class Envelopes {
  private Envelopes() {}

  /** Keeps everything in memory. */
  static final BodyStore IN_MEMORY = new BodyStore(Path.of("/nonexistent"), 1 << 20, 1 << 20);

  static byte[] lengthPrefixed(Envelope... envelopes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Framing framing = Framing.lengthPrefixed(InputStream.nullInputStream(), bytes, IN_MEMORY);
    for (Envelope envelope : envelopes) {
      framing.write(envelope);
    }
    return bytes.toByteArray();
  }

  static byte[] newlineDelimited(Envelope... envelopes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Framing framing = new NewlineDelimited(InputStream.nullInputStream(), bytes, IN_MEMORY);
    for (Envelope envelope : envelopes) {
      framing.write(envelope);
    }
    return bytes.toByteArray();
  }

  /** Everything up to the end of the stream. */
  static List<Envelope> readAll(byte[] bytes, BodyStore store) throws IOException {
    List<Envelope> all = new ArrayList<>();
    Optional<Framing> framing =
        Framing.detect(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream(), store);
    if (framing.isPresent()) {
      Optional<Envelope> next = framing.get().read();
      while (next.isPresent()) {
        all.add(next.get());
        next = framing.get().read();
      }
    }
    return all;
  }

  static byte[] content(Body body) {
    try (InputStream in = body.open()) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
