package gavel.testcases.problem;

import java.util.List;
import java.util.OptionalDouble;

/** How the results of a group's tests and groups become the group's own. */
public sealed interface Grading {
  /**
   * As legacy formats have it: sections "Test Data Groups" and "Default Grader Specification".
   *
   * @param breakOnReject whether nothing of the group is judged after the first rejection
   * @param custom whether the package's grader decides; the modes below then do not count
   * @param flags as written, for that grader
   * @param acceptScore of an accepted test to which the validator gave none
   * @param rejectScore of a rejected one
   */
  record Legacy(
      boolean breakOnReject,
      boolean custom,
      List<String> flags,
      VerdictMode verdict,
      ScoreMode score,
      boolean ignoreSample,
      boolean acceptIfAnyAccepted,
      double acceptScore,
      double rejectScore,
      ScoreRange range)
      implements Grading {
    /** What holds where nothing is said. */
    public static final Legacy DEFAULT =
        new Legacy(
            true,
            false,
            List.of(),
            VerdictMode.WORST_ERROR,
            ScoreMode.SUM,
            false,
            false,
            1,
            0,
            ScoreRange.ANY);

    /** Copies the list. */
    public Legacy {
      flags = List.copyOf(flags);
    }
  }

  /**
   * As 2025-09 has it: section "Result aggregation".
   *
   * @param maxScore empty where it is unbounded, and in problems without scores
   * @param requirePass the groups that have to be accepted first
   */
  record Points(OptionalDouble maxScore, Aggregation aggregation, List<String> requirePass)
      implements Grading {
    /** All have to pass. */
    public static final Points PASS_FAIL =
        new Points(OptionalDouble.empty(), Aggregation.PASS_FAIL, List.of());

    /** Copies the list. */
    public Points {
      requirePass = List.copyOf(requirePass);
    }
  }

  /** Which verdict a legacy group gets. */
  enum VerdictMode {
    /** Of JE, IF, RTE, MLE, TLE, OLE and WA the first that occurs. */
    WORST_ERROR,
    /** The first that is not accepted. */
    FIRST_ERROR,
    /** Accepted whatever happens. */
    ALWAYS_ACCEPT
  }

  /** Which score a legacy group gets. */
  enum ScoreMode {
    /** The sum; nothing gives 0. */
    SUM,
    /** The mean. */
    AVG,
    /** The lowest. */
    MIN,
    /** The highest. */
    MAX
  }

  /** How a group of 2025-09 becomes its score. */
  enum Aggregation {
    /** Everything or nothing. */
    PASS_FAIL,
    /** The sum. */
    SUM,
    /** The lowest. */
    MIN
  }
}
