package gavel.cli.program;

/** This machine lacks something; the message says what, and what to do about it. */
public final class EnvironmentProblem extends Exception {
  private static final long serialVersionUID = 1;

  /** One or two lines for people. */
  public EnvironmentProblem(String message) {
    super(message);
  }

  /** One or two lines for people, and what was behind it. */
  public EnvironmentProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
