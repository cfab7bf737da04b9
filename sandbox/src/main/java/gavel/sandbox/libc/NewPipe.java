package gavel.sandbox.libc;

import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A pipe of this process, which no other program inherits by accident. */
public final class NewPipe implements AutoCloseable {
  private static final int ALL = 0666;
  private final PipeReader reader;
  private final int writeEnd;
  private boolean open = true;

  private NewPipe(PipeReader reader, int writeEnd) {
    this.reader = reader;
    this.writeEnd = writeEnd;
  }

  /** Makes one. */
  public static NewPipe create() throws ErrnoException {
    int[] ends = new int[2];
    if (StreamCalls.pipe2(ends, StreamCalls.O_CLOEXEC | StreamCalls.O_NONBLOCK) < 0) {
      throw new Errno(Native.getLastError()).failure("make a pipe");
    }
    return new NewPipe(new PipeReader(ends[0], "a pipe"), ends[1]);
  }

  /** The read end, which whoever calls this closes. */
  public PipeReader reader() {
    return reader;
  }

  /** Where other processes of the same rights find the read end, as long as that is open. */
  public Path readPath() {
    String mine = Long.toString(ProcessHandle.current().pid());
    return Path.of("/proc", mine, "fd", Integer.toString(reader.number()));
  }

  /** Where other processes of the same rights find the write end, until this is closed. */
  public Path otherWritePath() {
    String mine = Long.toString(ProcessHandle.current().pid());
    return Path.of("/proc", mine, "fd", Integer.toString(writeEnd));
  }

  /** Lets every user who has an end of it open it anew, as programs do with /dev/stdin. */
  public void permitAll() throws ErrnoException {
    byte[] link = ("/proc/self/fd/" + writeEnd + "\0").getBytes(StandardCharsets.US_ASCII);
    if (Libc.chmod(link, ALL) < 0) {
      throw new Errno(Native.getLastError()).failure("set the permissions of a pipe");
    }
  }

  /** Where this process opens the write end for another one, until this is closed. */
  public Path writePath() {
    return Path.of("/proc/self/fd", Integer.toString(writeEnd));
  }

  /** Closes the write end of this process. */
  @Override
  public void close() throws ErrnoException {
    if (open) {
      open = false;
      if (StreamCalls.close(writeEnd) < 0) {
        throw new Errno(Native.getLastError()).failure("close a pipe");
      }
    }
  }
}
