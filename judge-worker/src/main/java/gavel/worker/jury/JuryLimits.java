package gavel.worker.jury;

import gavel.model.ByteSize;
import gavel.model.OutputPolicy;
import gavel.model.protocol.LimitsOverride;
import gavel.model.protocol.LimitsOverrideBuilder;
import gavel.testcases.problem.ProblemLimits;

/** What validators that leave feedback may take. */
final class JuryLimits {
  /** All files of a feedback directory together. */
  static final ByteSize FEEDBACK = ByteSize.ofMiB(128);

  private static final ByteSize ROOM = ByteSize.ofMiB(256);

  private JuryLimits() {}

  /**
   * The package's limits of validation, with room for what the program is given: that lies in
   * memory, which is not its fault.
   *
   * @param given bytes of files and of standard input
   */
  static LimitsOverrideBuilder of(ProblemLimits limits, long given, int timeFactor) {
    return LimitsOverride.builder()
        .cpuTime(limits.validationTime().multipliedBy(timeFactor))
        .memory(ByteSize.ofBytes(limits.validationMemory().bytes() + given))
        .stdout(limits.validationOutput())
        .fileSize(FEEDBACK)
        .boxSize(ByteSize.ofBytes(ROOM.bytes() + given))
        .outputPolicy(OutputPolicy.DRAIN);
  }
}
