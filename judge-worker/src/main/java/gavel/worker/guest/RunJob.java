package gavel.worker.guest;

import gavel.model.RunLimits;
import gavel.model.protocol.LimitsOverride;
import gavel.model.protocol.Role;
import java.time.Duration;
import java.util.List;

/**
 * An artifact to run.
 *
 * @param args behind the command of its language
 * @param stdin the SHA-256 of the blob that it reads
 * @param limits must set the CPU time
 * @param role whose program it is
 */
public record RunJob(
    String artifact,
    List<String> args,
    String stdin,
    LimitsOverride limits,
    WorkingDirectory directory,
    Role role) {
  /** Copies the list. */
  public RunJob {
    args = List.copyOf(args);
  }

  /** A contestant's program with nothing but its input. */
  public RunJob(String artifact, String stdin, LimitsOverride limits) {
    this(artifact, List.of(), stdin, limits, WorkingDirectory.PLAIN, Role.CONTESTANT);
  }

  /** Where a limit is not set, the guest uses that of a contestant. */
  public RunLimits effectiveLimits() {
    return effective(limits);
  }

  static RunLimits effective(LimitsOverride limits) {
    return limits.over(RunLimits.contestant(Duration.ofSeconds(1)));
  }
}
