package gavel.sandbox.libc;

import java.nio.ByteBuffer;

/** The functions of the C library that pipes need, under their names there; see {@code Libc}. */
@SuppressWarnings({"MethodName", "unused"})
final class StreamCalls {
  static final int O_RDONLY = 0;
  static final int O_NONBLOCK = 04000;
  static final int O_CLOEXEC = 02000000;
  static final short POLLIN = 1;

  static {
    CLibrary.connect(StreamCalls.class);
  }

  private StreamCalls() {}

  static native int open(byte[] path, int flags);

  static native int pipe2(int[] ends, int flags);

  static native int close(int descriptor);

  /** The buffer is a direct one. */
  static native long read(int descriptor, ByteBuffer buffer, long size);

  /** The buffer is a direct one and holds {@code struct pollfd}s. */
  static native int poll(ByteBuffer entries, long count, int milliseconds);
}
