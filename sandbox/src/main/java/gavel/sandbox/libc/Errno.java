package gavel.sandbox.libc;

import java.util.Map;

/** What errno(3) says of a failed call. */
public record Errno(int number) {
  /** The call did not fail. */
  public static final Errno NONE = new Errno(0);

  /** Operation not permitted. */
  public static final Errno EPERM = new Errno(1);

  /** There is nothing of that name. */
  public static final Errno ENOENT = new Errno(2);

  /** The call would have to wait. */
  public static final Errno EAGAIN = new Errno(11);

  /** A permission is missing. */
  public static final Errno EACCES = new Errno(13);

  /** In use, as a mount point is. */
  public static final Errno EBUSY = new Errno(16);

  /** There is something of that name. */
  public static final Errno EEXIST = new Errno(17);

  /** It is on another mount. */
  public static final Errno EXDEV = new Errno(18);

  /** Not a directory. */
  public static final Errno ENOTDIR = new Errno(20);

  /** It is a directory. */
  public static final Errno EISDIR = new Errno(21);

  /** The disk is full. */
  public static final Errno ENOSPC = new Errno(28);

  /** The directory is not empty. */
  public static final Errno ENOTEMPTY = new Errno(39);

  /** There is a symbolic link on the way. */
  public static final Errno ELOOP = new Errno(40);

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(0, "no error"),
          Map.entry(1, "EPERM"),
          Map.entry(2, "ENOENT"),
          Map.entry(4, "EINTR"),
          Map.entry(5, "EIO"),
          Map.entry(6, "ENXIO"),
          Map.entry(9, "EBADF"),
          Map.entry(11, "EAGAIN"),
          Map.entry(12, "ENOMEM"),
          Map.entry(13, "EACCES"),
          Map.entry(16, "EBUSY"),
          Map.entry(17, "EEXIST"),
          Map.entry(18, "EXDEV"),
          Map.entry(20, "ENOTDIR"),
          Map.entry(21, "EISDIR"),
          Map.entry(22, "EINVAL"),
          Map.entry(23, "ENFILE"),
          Map.entry(24, "EMFILE"),
          Map.entry(27, "EFBIG"),
          Map.entry(28, "ENOSPC"),
          Map.entry(30, "EROFS"),
          Map.entry(31, "EMLINK"),
          Map.entry(36, "ENAMETOOLONG"),
          Map.entry(38, "ENOSYS"),
          Map.entry(39, "ENOTEMPTY"),
          Map.entry(40, "ELOOP"),
          Map.entry(95, "EOPNOTSUPP"),
          Map.entry(122, "EDQUOT"));

  /** Whether it is one of these. */
  public boolean isOneOf(Errno... some) {
    for (Errno each : some) {
      if (equals(each)) {
        return true;
      }
    }
    return false;
  }

  /** The exception that says what was tried and that this came of it. */
  public ErrnoException failure(String tried) {
    return new ErrnoException(tried, this);
  }

  /** Its name in C. */
  @Override
  public String toString() {
    return NAMES.getOrDefault(number, "errno " + number);
  }
}
