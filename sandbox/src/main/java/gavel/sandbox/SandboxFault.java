package gavel.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * The sandbox failed, whatever the program would have done. The message says what was tried, where,
 * why it failed, and what to do where the user can do something.
 */
public final class SandboxFault extends Exception {
  private static final long serialVersionUID = 1;

  SandboxFault(String message) {
    super(message);
  }

  SandboxFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
