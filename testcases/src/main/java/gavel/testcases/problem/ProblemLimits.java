package gavel.testcases.problem;

import gavel.model.ByteSize;
import java.time.Duration;

/**
 * The limits of {@code problem.yaml}, with Gavel's defaults where it names none: section "Limits"
 * of both formats.
 *
 * @param timeMultiplier times the slowest accepted submission is the time limit ({@code
 *     time_multiplier}, {@code ac_to_time_limit})
 * @param timeSafetyMargin times the time limit is what too slow submissions must need ({@code
 *     time_safety_margin}, {@code time_limit_to_tle})
 * @param timeResolution a derived time limit is a multiple of it
 * @param validationPasses how often a submission runs at most in a multi-pass problem
 */
public record ProblemLimits(
    double timeMultiplier,
    double timeSafetyMargin,
    Duration timeResolution,
    ByteSize memory,
    ByteSize output,
    ByteSize code,
    Duration compilationTime,
    ByteSize compilationMemory,
    Duration validationTime,
    ByteSize validationMemory,
    ByteSize validationOutput,
    int validationPasses) {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final ByteSize TWO_GIB = ByteSize.ofMiB(2048);
  private static final ByteSize EIGHT_MIB = ByteSize.ofMiB(8);

  /** What holds where a package in a legacy format says nothing. */
  public static final ProblemLimits DEFAULTS = defaults(5, 2);

  /** What holds where a package in a newer format says nothing. */
  public static final ProblemLimits DEFAULTS_2025_09 = defaults(2, 1.5);

  private static ProblemLimits defaults(double multiplier, double margin) {
    return new ProblemLimits(
        multiplier,
        margin,
        Duration.ofSeconds(1),
        TWO_GIB,
        EIGHT_MIB,
        ByteSize.ofKiB(128),
        MINUTE,
        TWO_GIB,
        MINUTE,
        TWO_GIB,
        EIGHT_MIB,
        2);
  }

  /** What holds where a package of that version says nothing. */
  public static ProblemLimits defaults(FormatVersion format) {
    return format.legacy() ? DEFAULTS : DEFAULTS_2025_09;
  }
}
