package gavel.sandbox.libc;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Functions of the C library under their names there, and the constants of x86-64. Mapped directly
 * and not through a proxy of an interface, which costs three times as much: a tree may have a
 * million files. Strings end in NUL, sizes have 64 bits. Errors are in {@link
 * Native#getLastError()}.
 */
@SuppressWarnings({"MethodName", "unused"})
final class Libc {
  static final int O_RDONLY = 0;
  static final int O_WRONLY = 01;
  static final int O_CREAT = 0100;
  static final int O_EXCL = 0200;
  static final int O_NOCTTY = 0400;
  static final int O_NONBLOCK = 04000;
  static final int O_DIRECTORY = 0200000;
  static final int O_NOFOLLOW = 0400000;
  static final int O_CLOEXEC = 02000000;
  static final int O_PATH = 010000000;

  static final int AT_REMOVEDIR = 0x200;
  static final int AT_NO_AUTOMOUNT = 0x800;
  static final int AT_EMPTY_PATH = 0x1000;
  static final int STATX_BASIC_STATS = 0x7ff;
  static final int RENAME_NOREPLACE = 1;

  /** openat2(2): its number is the same on all architectures; glibc has had no function for it. */
  static final long SYS_OPENAT2 = 437;

  static final long RESOLVE_NO_XDEV = 0x01;
  static final long RESOLVE_NO_MAGICLINKS = 0x02;
  static final long RESOLVE_NO_SYMLINKS = 0x04;
  static final long RESOLVE_BENEATH = 0x08;

  static {
    CLibrary.connect(Libc.class);
  }

  private Libc() {}

  static native int open(byte[] path, int flags, int mode);

  /** As openat2(2) wants it: directory, path, open_how and its size. */
  static native long syscall(long number, long directory, byte[] path, byte[] how, long howSize);

  static native int close(int descriptor);

  static native int statx(int directory, byte[] path, int flags, int mask, byte[] status);

  static native int fchownat(int directory, byte[] path, int user, int group, int flags);

  static native int chmod(byte[] path, int mode);

  static native int futimens(int descriptor, byte[] times);

  static native int mkdirat(int directory, byte[] name, int mode);

  static native int unlinkat(int directory, byte[] name, int flags);

  static native int renameat2(
      int fromDirectory, byte[] from, int toDirectory, byte[] to, int flags);

  static native long lseek(int descriptor, long offset, int whence);

  static native long getdents64(int directory, Pointer buffer, long size);

  static native long read(int descriptor, byte[] buffer, long size);

  static native long write(int descriptor, byte[] buffer, long size);

  static native long sendfile(int to, int from, @Nullable Pointer offset, long size);
}
