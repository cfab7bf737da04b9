package gavel.cli.verify;

import gavel.cli.verify.PackageChecks.Opinion;
import gavel.cli.verify.PackageChecks.Opinion.Accepted;
import gavel.cli.verify.PackageChecks.Opinion.Faulty;
import gavel.cli.verify.PackageChecks.Opinion.Rejected;
import gavel.cli.verify.PackageChecks.Opinion.Unchecked;

/**
 * What came of a check of a file.
 *
 * @param file that was checked, inside the package
 * @param validator who checked
 * @param due what the opinion has to be
 */
public record DataCheck(Kind kind, String file, String validator, Due due, Opinion opinion) {
  /** What the opinion has to be. */
  public enum Due {
    /** It has to be accepted. */
    ACCEPTED,
    /** Nobody says that it has to be accepted, though it mostly is. */
    HOPEFULLY_ACCEPTED,
    /** It has to be rejected. */
    REJECTED
  }

  /** What was checked. */
  public enum Kind {
    /** An input. */
    INPUT,
    /** An answer, as itself. */
    ANSWER,
    /** An answer or an output, as if a submission had written it. */
    OUTPUT
  }

  /** How it is to be taken. */
  public enum Result {
    /** As it has to be. */
    OK,
    /** Nobody looked. */
    UNCHECKED,
    /** Not what one would expect, but no format forbids it. */
    DOUBTFUL,
    /** The file or the validator is wrong. */
    FLAW
  }

  /** How it is to be taken. */
  public Result result() {
    return switch (opinion) {
      case Accepted _ -> acceptable() ? Result.OK : Result.FLAW;
      case Rejected _ ->
          switch (due) {
            case ACCEPTED -> Result.FLAW;
            case HOPEFULLY_ACCEPTED -> Result.DOUBTFUL;
            case REJECTED -> Result.OK;
          };
      case Unchecked _ -> Result.UNCHECKED;
      case Faulty _ -> Result.FLAW;
    };
  }

  private boolean acceptable() {
    return due != Due.REJECTED;
  }

  /** What is said of it, without the file. */
  public String message() {
    return switch (opinion) {
      case Accepted _ ->
          acceptable() ? "accepted" : validator + " accepts this, and has to reject it";
      case Rejected(String why) ->
          (acceptable() ? validator + " rejects this" : "rejected")
              + (why.isEmpty() ? "" : ": " + why);
      case Unchecked(String why) -> "not checked by " + validator + ": " + why;
      case Faulty(String why) -> validator + " does not work: " + why;
    };
  }
}
