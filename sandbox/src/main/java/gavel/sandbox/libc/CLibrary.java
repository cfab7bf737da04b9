package gavel.sandbox.libc;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;

/** The C library of this process, for the native methods of this package. */
public final class CLibrary {
  /** Without a value for it JNA starts ldconfig(8) to hear where libraries are. */
  private static final String DIRECTORIES = "jna.platform.library.path";

  static {
    if (System.getProperty(DIRECTORIES) == null) {
      System.setProperty(DIRECTORIES, "");
    }
  }

  private CLibrary() {}

  /** Connects the native methods of a class with the functions of their names. */
  static void connect(Class<?> calls) {
    Native.register(calls, NativeLibrary.getProcess());
  }

  /** Has everything loaded that the first call would load. */
  public static void load() {
    StreamCalls.poll(ByteBuffer.allocateDirect(0), 0, 0); // looks at nothing, and does not wait
  }
}
