package gavel.worker.guest.pool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** The last of many bytes. */
final class LastBytes {
  private static final int CHUNK = 4096;
  private final byte[] ring;
  private long taken;

  /** Keeps so many. */
  LastBytes(int size) {
    this.ring = new byte[size];
  }

  /** Takes what comes, until its end. */
  void takeAll(InputStream in) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      take(chunk, count);
    }
  }

  /** Takes the first bytes of the chunk. */
  synchronized void take(byte[] chunk, int count) {
    for (int i = 0; i < count; i++) {
      ring[(int) (taken++ % ring.length)] = chunk[i];
    }
  }

  /** What is kept. */
  synchronized String text(Charset charset) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    for (long i = Math.max(0, taken - ring.length); i < taken; i++) {
      kept.write(ring[(int) (i % ring.length)]);
    }
    return kept.toString(charset);
  }
}
