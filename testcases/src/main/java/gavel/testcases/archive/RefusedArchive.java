package gavel.testcases.archive;

/** An archive that is not unpacked; the message says why in one line. */
public final class RefusedArchive extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public RefusedArchive(String message) {
    super(message);
  }

  /** What is wrong with it. */
  public RefusedArchive(String message, Throwable cause) {
    super(message, cause);
  }
}
