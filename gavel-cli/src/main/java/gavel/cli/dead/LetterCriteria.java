package gavel.cli.dead;

import gavel.model.topic.DeadLetterRecord.Reason;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant: those that meet all that is given.
 *
 * @param ids of submissions, or origins as {@code topic-partition@offset}; any of these; empty for
 *     all
 * @param reason why they are dead
 * @param since dead then or later
 * @param until dead before
 */
public record LetterCriteria(
    Set<String> ids, @Nullable Reason reason, @Nullable Instant since, @Nullable Instant until) {
  /** Copies the set. */
  public LetterCriteria {
    ids = Set.copyOf(ids);
  }

  /** Whether nothing is left out. */
  public boolean isEverything() {
    return ids.isEmpty() && reason == null && since == null && until == null;
  }

  boolean concerns(Letter letter) {
    return (ids.isEmpty() || ids.contains(letter.id()) || ids.contains(letter.origin()))
        && (reason == null || reason == letter.reason())
        && (since == null || !letter.deadAt().isBefore(since))
        && (until == null || letter.deadAt().isBefore(until));
  }
}
