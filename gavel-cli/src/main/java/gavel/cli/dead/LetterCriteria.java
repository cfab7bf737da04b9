package gavel.cli.dead;

import gavel.model.topic.DeadLetterRecord.Reason;
import java.time.Instant;
import java.util.Optional;
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

  /** Why one that these concern is not wanted back, unless it is meant itself. */
  Optional<String> hindrance(Letter letter) {
    boolean isNamed = !ids.isEmpty() || reason == Reason.CANCELLED;
    return letter.reason() == Reason.CANCELLED && !isNamed
        ? Optional.of("it was cancelled: its id or --reason cancelled queues it all the same")
        : Optional.empty();
  }

  boolean concerns(Letter letter) {
    return (ids.isEmpty() || ids.contains(letter.id()) || ids.contains(letter.origin()))
        && (reason == null || reason == letter.reason())
        && (since == null || !letter.deadAt().isBefore(since))
        && (until == null || letter.deadAt().isBefore(until));
  }
}
