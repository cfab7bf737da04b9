package gavel.executor.app;

import java.io.Serial;

/** This machine, or this user, cannot isolate programs; the message says what to do about it. */
final class UnfitEnvironment extends Exception {
  @Serial private static final long serialVersionUID = 1;

  UnfitEnvironment(String message) {
    super(message);
  }

  UnfitEnvironment(String message, Throwable cause) {
    super(message, cause);
  }
}
