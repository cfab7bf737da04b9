package gavel.sandbox.libc;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits for several pipes at once, see poll(2). Not for several threads. */
public final class Poll {
  private static final int ENTRY = 8;
  private static final int EVENTS = 4;
  private static final int HAPPENED = 6;
  private static final int EINTR = 4;

  private final ByteBuffer entries;
  private final int size;

  /** For so many pipes. */
  public Poll(int size) {
    this.size = size;
    this.entries = ByteBuffer.allocateDirect(size * ENTRY).order(ByteOrder.nativeOrder());
    for (int i = 0; i < size; i++) {
      watch(i, null);
    }
  }

  /** Waits for this pipe from now on, or for none. */
  public void watch(int index, @Nullable PipeReader pipe) {
    entries.putInt(index * ENTRY, pipe == null ? -1 : pipe.number());
    entries.putShort(index * ENTRY + EVENTS, StreamCalls.POLLIN);
    entries.putShort(index * ENTRY + HAPPENED, (short) 0);
  }

  /** Waits until a pipe can be read or is at its end, but no longer than this. */
  public void await(Duration patience) throws ErrnoException {
    int milliseconds = Math.clamp(patience.toMillis(), 0, Integer.MAX_VALUE);
    if (StreamCalls.poll(entries, size, milliseconds) < 0) {
      Errno errno = new Errno(Native.getLastError());
      if (errno.number() != EINTR) {
        throw errno.failure("wait for a program's output");
      }
    }
  }

  /** Whether that pipe could be read, or was at its end, when the wait ended. */
  public boolean isReady(int index) {
    return entries.getShort(index * ENTRY + HAPPENED) != 0;
  }
}
