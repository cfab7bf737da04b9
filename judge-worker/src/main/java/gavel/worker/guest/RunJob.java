package gavel.worker.guest;

import gavel.model.RunLimits;
import gavel.model.protocol.LimitsOverride;
import java.time.Duration;

/**
 * An artifact to run.
 *
 * @param stdin the SHA-256 of the blob that it reads
 * @param limits must set the CPU time
 */
public record RunJob(String artifact, String stdin, LimitsOverride limits) {
  /** Where a limit is not set, the guest uses that of a contestant. */
  public RunLimits effectiveLimits() {
    return limits.over(RunLimits.contestant(Duration.ofSeconds(1)));
  }
}
