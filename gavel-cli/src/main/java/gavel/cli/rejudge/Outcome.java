package gavel.cli.rejudge;

import gavel.model.Status;
import gavel.model.topic.VerdictRecord;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict says, without its tests.
 *
 * @param slowest the CPU time of the test that took the longest
 * @param revision of the package
 * @param contentHash of the submission that it is about
 */
public record Outcome(
    int generation,
    Status status,
    @Nullable Double score,
    Duration slowest,
    @Nullable String revision,
    @Nullable String message,
    String contentHash) {
  private static final int LONGEST_MESSAGE = 200;

  static Outcome of(VerdictRecord verdict) {
    String said = verdict.message();
    return new Outcome(
        verdict.generation(),
        verdict.status(),
        verdict.score(),
        verdict.cpuTime(),
        verdict.problemRevision(),
        said == null || said.length() <= LONGEST_MESSAGE
            ? said
            : said.substring(0, LONGEST_MESSAGE),
        verdict.contentHash());
  }

  /** Whether somebody who submitted would see no difference but in times. */
  boolean saysTheSameAs(Outcome other) {
    return status == other.status && Objects.equals(score, other.score);
  }
}
