package gavel.sandbox.libc;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open file or directory. Names are resolved below it by openat2(2), over no symbolic link and
 * into no other mount, whatever is renamed meanwhile. Nothing that is opened is inherited by other
 * programs.
 */
public final class Descriptor implements AutoCloseable {
  private static final byte[] EMPTY = {0};
  private static final byte[] ITSELF = {'.', 0};
  private static final long BENEATH =
      Libc.RESOLVE_BENEATH
          | Libc.RESOLVE_NO_SYMLINKS
          | Libc.RESOLVE_NO_MAGICLINKS
          | Libc.RESOLVE_NO_XDEV;
  private static final int HOW_BYTES = 24;
  private static final int DIRECTORY = Libc.O_RDONLY | Libc.O_DIRECTORY | Libc.O_NOFOLLOW;
  private final int number;
  private final Path trusted;

  /** What it was opened by below the trusted path, to be shown to people. */
  private final Object name;

  private final AtomicBoolean open = new AtomicBoolean(true);

  private Descriptor(int number, Path trusted, Object name) {
    this.number = number;
    this.trusted = trusted;
    this.name = name;
  }

  /** Opens a directory by a path that no program can change; links on it are followed. */
  public static Descriptor ofDirectory(Path trusted) throws ErrnoException {
    byte[] path = (trusted + "\0").getBytes(StandardCharsets.UTF_8);
    int opened = Libc.open(path, Libc.O_RDONLY | Libc.O_DIRECTORY | Libc.O_CLOEXEC, 0);
    if (opened < 0) {
      throw failure("open the directory " + trusted);
    }
    return new Descriptor(opened, trusted, ".");
  }

  int number() {
    return number;
  }

  /** Opens a directory in this one. */
  public Descriptor openDirectory(FileName name) throws ErrnoException {
    return openBeneath(name.terminated(), DIRECTORY, 0, name);
  }

  /** Opens this directory, which may be open without rights, so that it can be listed. */
  public Descriptor openItself() throws ErrnoException {
    return openBeneath(ITSELF, DIRECTORY, 0, name);
  }

  /**
   * Opens whatever lies there without any right to it and without any effect on it, be it a pipe, a
   * device or a symbolic link: to ask for its status, and then for more if that is a good one.
   */
  public Descriptor openNode(FileName name) throws ErrnoException {
    return openBeneath(name.terminated(), Libc.O_PATH | Libc.O_NOFOLLOW, 0, name);
  }

  /** The same below this directory; a link on the way there is ELOOP. */
  public Descriptor openNode(RelativePath path) throws ErrnoException {
    return openBeneath(path.terminated(), Libc.O_PATH | Libc.O_NOFOLLOW, 0, path);
  }

  /** Makes a file that was not there and opens it for writing. */
  public Descriptor createFile(FileName name, int permissions) throws ErrnoException {
    int flags = Libc.O_WRONLY | Libc.O_CREAT | Libc.O_EXCL | Libc.O_NOFOLLOW;
    return openBeneath(name.terminated(), flags, permissions, name);
  }

  private Descriptor openBeneath(byte[] path, int flags, int permissions, Object opening)
      throws ErrnoException {
    byte[] how =
        ByteBuffer.allocate(HOW_BYTES)
            .order(ByteOrder.nativeOrder())
            .putLong(flags | Libc.O_CLOEXEC)
            .putLong(permissions)
            .putLong(BENEATH)
            .array();
    long opened = Libc.syscall(Libc.SYS_OPENAT2, number, path, how, HOW_BYTES);
    if (opened < 0) {
      throw failure("open '" + opening + "' in " + this);
    }
    return new Descriptor((int) opened, trusted, opening);
  }

  /**
   * Opens this file, which must be a regular one, to be read. Never waits: a file that somebody
   * holds a lease of is EAGAIN.
   */
  public Descriptor reopenToRead() throws ErrnoException {
    int flags = Libc.O_RDONLY | Libc.O_NONBLOCK | Libc.O_NOCTTY | Libc.O_CLOEXEC;
    int opened = Libc.open(link(), flags, 0);
    if (opened < 0) {
      throw failure("open for reading " + this);
    }
    return new Descriptor(opened, trusted, name);
  }

  /** The kernel's own link to what is open, which no program can change. */
  private byte[] link() {
    return ("/proc/self/fd/" + number + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  /** What is open. */
  public FileStatus status() throws ErrnoException {
    byte[] statx = new byte[FileStatus.BYTES];
    int flags = Libc.AT_EMPTY_PATH | Libc.AT_NO_AUTOMOUNT;
    if (Libc.statx(number, EMPTY, flags, Libc.STATX_BASIC_STATS, statx) < 0) {
      throw failure("read the status of " + this);
    }
    return FileStatus.of(statx);
  }

  /** Gives what is open to user and group of that number; that takes setuid bits away. */
  public void changeOwner(int id) throws ErrnoException {
    if (Libc.fchownat(number, EMPTY, id, id, Libc.AT_EMPTY_PATH) < 0) {
      throw failure("give to user " + id + " " + this);
    }
  }

  /** Sets the permissions of what is open, which must not be a symbolic link. */
  public void changePermissions(int permissions) throws ErrnoException {
    if (Libc.chmod(link(), permissions) < 0) {
      throw failure("set permissions " + Integer.toOctalString(permissions) + " of " + this);
    }
  }

  /** Sets the time of the last change of what is open with rights. */
  public void changeModified(Instant time) throws ErrnoException {
    byte[] times =
        ByteBuffer.allocate(Long.BYTES * 4)
            .order(ByteOrder.nativeOrder())
            .putLong(time.getEpochSecond())
            .putLong(time.getNano())
            .putLong(time.getEpochSecond())
            .putLong(time.getNano())
            .array();
    if (Libc.futimens(number, times) < 0) {
      throw failure("set the time of " + this);
    }
  }

  /** Makes a directory in this one, or EEXIST. */
  public Errno makeDirectory(FileName name, int permissions) {
    return errnoOf(Libc.mkdirat(number, name.terminated(), permissions));
  }

  /** Removes a name of anything but a directory. */
  public Errno unlink(FileName name) {
    return errnoOf(Libc.unlinkat(number, name.terminated(), 0));
  }

  /** Removes an empty directory. */
  public Errno removeDirectory(FileName name) {
    return errnoOf(Libc.unlinkat(number, name.terminated(), Libc.AT_REMOVEDIR));
  }

  /** Moves something to a name that is free, or EEXIST. */
  public Errno rename(FileName name, Descriptor toDirectory, FileName free) {
    return errnoOf(
        Libc.renameat2(
            number,
            name.terminated(),
            toDirectory.number,
            free.terminated(),
            Libc.RENAME_NOREPLACE));
  }

  /** Lists this directory from its beginning. */
  public DirectoryListing list() throws ErrnoException {
    if (Libc.lseek(number, 0, 0) < 0) {
      throw failure("list " + this);
    }
    return new DirectoryListing(this);
  }

  /** Reads so many bytes at most from where the last reading ended; 0 at the end. */
  public int read(byte[] buffer) throws ErrnoException {
    long count = Libc.read(number, buffer, buffer.length);
    if (count < 0) {
      throw failure("read " + this);
    }
    return (int) count;
  }

  /** Writes all of them. */
  public void write(byte[] bytes) throws ErrnoException {
    byte[] left = bytes;
    while (left.length > 0) {
      long count = Libc.write(number, left, left.length);
      if (count < 0) {
        throw failure("write to " + this);
      }
      left = Arrays.copyOfRange(left, (int) count, left.length);
    }
  }

  /** Copies so many bytes from one open file to this one, fewer where it ends before. */
  public long copyFrom(Descriptor from, long most) throws ErrnoException {
    long copied = 0;
    while (copied < most) {
      long count = Libc.sendfile(number, from.number, null, most - copied);
      if (count < 0) {
        throw failure("copy " + from + " to " + this);
      }
      if (count == 0) {
        return copied;
      }
      copied += count;
    }
    return copied;
  }

  private static Errno errnoOf(int result) {
    return result < 0 ? new Errno(Native.getLastError()) : Errno.NONE;
  }

  /** Must follow the failed call at once. */
  private static ErrnoException failure(String tried) {
    return new ErrnoException(tried, new Errno(Native.getLastError()));
  }

  @Override
  public void close() throws ErrnoException {
    if (open.compareAndSet(true, false) && Libc.close(number) < 0) {
      throw failure("close " + this);
    }
  }

  /** To be shown to people. */
  @Override
  public String toString() {
    return name.equals(".") ? trusted.toString() : "'" + name + "' below " + trusted;
  }
}
