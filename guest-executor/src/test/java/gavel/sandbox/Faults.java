package gavel.sandbox;

/** Makes faults for fakes of the sandbox. */
public final class Faults {
  private Faults() {}

  /** A fault with that message. */
  public static SandboxFault of(String message) {
    return new SandboxFault(message);
  }
}
