package gavel.sandbox;

import java.io.ByteArrayOutputStream;

/** Keeps output in memory; the run's limit bounds it. */
public final class MemorySink implements OutputSink {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public void accept(byte[] buffer, int offset, int length) {
    bytes.write(buffer, offset, length);
  }

  /** What has come so far; thread-safe. */
  public byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
