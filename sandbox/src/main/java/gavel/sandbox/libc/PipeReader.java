package gavel.sandbox.libc;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The read end of a pipe; reading it never waits, {@link Poll} does. Not for several threads. */
public final class PipeReader implements AutoCloseable {
  private static final int EAGAIN = 11;

  private final int number;
  private final String name;
  private boolean open = true;

  PipeReader(int number, String name) {
    this.number = number;
    this.name = name;
  }

  /** Opens the pipe that this path leads to, anew. */
  public static PipeReader open(Path pipe) throws ErrnoException {
    byte[] path = (pipe + "\0").getBytes(StandardCharsets.UTF_8);
    int flags = StreamCalls.O_RDONLY | StreamCalls.O_NONBLOCK | StreamCalls.O_CLOEXEC;
    int opened = StreamCalls.open(path, flags);
    if (opened < 0) {
      throw failure("open the pipe " + pipe);
    }
    return new PipeReader(opened, pipe.toString());
  }

  int number() {
    return number;
  }

  /**
   * Reads what is there, as far as there is room from the buffer's beginning.
   *
   * @param buffer a direct one; its position and limit mean nothing
   * @return the bytes read, 0 when there are none now, -1 when there will never be any
   */
  public int read(ByteBuffer buffer) throws ErrnoException {
    long count = StreamCalls.read(number, buffer.clear(), buffer.capacity());
    if (count > 0) {
      return (int) count;
    }
    if (count == 0) {
      return -1;
    }
    Errno errno = new Errno(Native.getLastError());
    if (errno.number() == EAGAIN) {
      return 0;
    }
    throw errno.failure("read " + name);
  }

  private static ErrnoException failure(String tried) {
    return new Errno(Native.getLastError()).failure(tried);
  }

  @Override
  public void close() throws ErrnoException {
    if (open) {
      open = false;
      if (StreamCalls.close(number) < 0) {
        throw failure("close " + name);
      }
    }
  }
}
