package gavel.cli.verify;

/**
 * Why a submission has no verdict; never anything that it did.
 *
 * @param message for people
 */
public record Skip(Reason reason, String message) implements Prepared, Ran {
  /** What is missing. */
  public enum Reason {
    /** Its language is not on this machine, or unknown. The package is not to blame. */
    LANGUAGE(false),
    /** There is no time limit, and none could be derived. */
    TIME_LIMIT(true),
    /** The package's validator is missing or cannot be used. */
    VALIDATOR(true),
    /** The package is of a kind that cannot be judged here. */
    UNSUPPORTED(true),
    /** The submission itself is not one that may be submitted, such as one that is too large. */
    REFUSED(true),
    /** The judge failed. */
    FAULT(true);

    private final boolean flaw;

    Reason(boolean flaw) {
      this.flaw = flaw;
    }

    /** Whether a package with such a submission cannot be called verified. */
    public boolean flaw() {
      return flaw;
    }
  }
}
