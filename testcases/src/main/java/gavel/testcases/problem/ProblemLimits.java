package gavel.testcases.problem;

import gavel.model.ByteSize;
import java.time.Duration;

/**
 * The limits of {@code problem.yaml}, with Gavel's defaults where it names none: legacy format,
 * section "Limits".
 *
 * @param timeMultiplier times the slowest accepted submission is the time limit
 * @param timeSafetyMargin times the time limit is what too slow submissions must need
 */
public record ProblemLimits(
    double timeMultiplier,
    double timeSafetyMargin,
    ByteSize memory,
    ByteSize output,
    ByteSize code,
    Duration compilationTime,
    ByteSize compilationMemory,
    Duration validationTime,
    ByteSize validationMemory,
    ByteSize validationOutput) {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final ByteSize TWO_GIB = ByteSize.ofMiB(2048);
  private static final ByteSize EIGHT_MIB = ByteSize.ofMiB(8);

  /** What holds where a package says nothing. */
  public static final ProblemLimits DEFAULTS =
      new ProblemLimits(
          5,
          2,
          TWO_GIB,
          EIGHT_MIB,
          ByteSize.ofKiB(128),
          MINUTE,
          TWO_GIB,
          MINUTE,
          TWO_GIB,
          EIGHT_MIB);
}
