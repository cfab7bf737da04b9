package gavel.executor.compile;

import gavel.sandbox.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a compiler prints on both streams, as it comes; the beginning is kept. */
final class CompilerOutput implements OutputSink {
  private static final int KEPT = 64 << 10;
  private static final String CUT = "\n[the rest of the compiler's output is cut]\n";
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean cut;

  @Override
  public synchronized void accept(byte[] buffer, int offset, int length) {
    int fits = Math.min(length, KEPT - kept.size());
    kept.write(buffer, offset, fits);
    cut |= fits < length;
  }

  /** Whether nothing was printed so far. */
  synchronized boolean isEmpty() {
    return kept.size() == 0 && !cut;
  }

  /** As text that fits into 64 KiB of UTF-8, with paths as the author of the sources knows them. */
  synchronized String text(boolean truncated) {
    String text = kept.toString(StandardCharsets.UTF_8).replace("/box/", "");
    return cut || truncated ? within(text, KEPT - CUT.length()) + CUT : within(text, KEPT);
  }

  /** Bytes that are no UTF-8 grow when they are replaced. */
  private static String within(String text, int most) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length <= most) {
      return text;
    }
    int end = most;
    while (end > 0 && (utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(utf8, 0, end, StandardCharsets.UTF_8);
  }
}
