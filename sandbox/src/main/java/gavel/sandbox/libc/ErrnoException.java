package gavel.sandbox.libc;

import java.io.IOException;

/** A call of the kernel failed; the message says what was tried, on what, and the error's name. */
public final class ErrnoException extends IOException {
  private static final long serialVersionUID = 1;
  private final int number;

  ErrnoException(String tried, Errno errno) {
    super("Tried to " + tried + ": " + errno);
    this.number = errno.number();
  }

  /** Why it failed. */
  public Errno errno() {
    return new Errno(number);
  }
}
