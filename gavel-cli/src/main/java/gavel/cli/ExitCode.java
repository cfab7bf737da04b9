package gavel.cli;

/** What the exit codes of {@code gavel} mean. */
public final class ExitCode {
  /** It did what it was asked to, whatever the verdict. */
  public static final int OK = 0;

  /** It was judged, but not as expected. */
  public static final int UNEXPECTED = 1;

  /** The command line cannot be used. */
  public static final int USAGE = 2;

  /** This machine, or something it depends on, cannot be used. */
  public static final int ENVIRONMENT = 3;

  private ExitCode() {}
}
