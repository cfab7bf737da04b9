package gavel.cli.rejudge;

import gavel.model.Status;
import gavel.model.topic.SubmissionRecord;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which submissions are judged again: those that meet all that is given.
 *
 * @param ids any of these; empty for all
 * @param since submitted then or later
 * @param until submitted before
 * @param verdict that stands now
 */
public record Criteria(
    Set<String> ids,
    @Nullable String problem,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String language,
    @Nullable Status verdict,
    @Nullable String user) {
  /** Copies the set. */
  public Criteria {
    ids = Set.copyOf(ids);
  }

  /** Whether nothing is left out. */
  public boolean isEverything() {
    return ids.isEmpty()
        && problem == null
        && since == null
        && until == null
        && language == null
        && verdict == null
        && user == null;
  }

  /** Whether a submission is meant, as far as it tells itself. */
  boolean concerns(SubmissionRecord submission, Instant submitted) {
    return (ids.isEmpty() || ids.contains(submission.id()))
        && (problem == null || problem.equals(submission.problem()))
        && (language == null || language.equals(submission.language()))
        && (user == null || user.equals(submission.user()))
        && (since == null || !submitted.isBefore(since))
        && (until == null || submitted.isBefore(until));
  }

  /** Whether a submission with that verdict is meant. */
  boolean concerns(Outcome standing) {
    return verdict == null || verdict == standing.status();
  }
}
