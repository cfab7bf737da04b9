package gavel.executor.session;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** When something last moved on a connection. */
final class Pulse {
  /** What goes to the kernel at once: more would be copied outside of the heap at once, too. */
  private static final int PIECE = 64 << 10;

  private volatile long heard = System.nanoTime();
  private volatile boolean heardAny;
  private volatile long writingSince;
  private volatile boolean writing;
  private volatile BooleanSupplier withinMessage = () -> false;

  InputStream watch(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int next = super.read();
        hear();
        return next;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, Math.min(length, PIECE));
        hear();
        return count;
      }
    };
  }

  OutputStream watch(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] buffer, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += PIECE) {
          writingSince = System.nanoTime();
          writing = true;
          out.write(buffer, offset + done, Math.min(PIECE, length - done));
          writing = false;
        }
        heard = System.nanoTime();
      }
    };
  }

  /** The framing is known, and can be asked. */
  void withinMessage(BooleanSupplier asked) {
    withinMessage = asked;
  }

  /** Whether the peer keeps the connection, and does nothing with it. */
  boolean isOverdue(SessionLimits limits, boolean working) {
    long now = System.nanoTime();
    if (writing) {
      return isOver(now - writingSince, limits.stalled());
    }
    if (withinMessage.getAsBoolean() || !heardAny) {
      return isOver(now - heard, limits.stalled());
    }
    return !working && isOver(now - heard, limits.idle());
  }

  private static boolean isOver(long nanos, Duration limit) {
    return nanos > limit.toNanos();
  }

  private void hear() {
    heard = System.nanoTime();
    heardAny = true;
  }
}
