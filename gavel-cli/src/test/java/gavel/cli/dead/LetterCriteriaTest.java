package gavel.cli.dead;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.worker.topic.Topics;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LetterCriteriaTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static Letter letter(Reason reason) {
    return Letter.of(
        0,
        4,
        new DeadLetterRecord(
            1, reason, null, "why", "one", Topics.SUBMISSIONS, 2, 17, 1, null, null, NOW));
  }

  @Test
  void whatWasCancelledIsQueuedAgainOnlyWhereItIsMeantItself() {
    Letter cancelled = letter(Reason.CANCELLED);
    LetterCriteria lately = new LetterCriteria(Set.of(), null, NOW, null);
    assertThat(lately.concerns(cancelled)).isTrue();
    assertThat(lately.hindrance(cancelled)).isPresent();
    assertThat(lately.hindrance(letter(Reason.UNKNOWN_PROBLEM))).isEmpty();
    assertThat(new LetterCriteria(Set.of("one"), null, null, null).hindrance(cancelled)).isEmpty();
    assertThat(new LetterCriteria(Set.of(), Reason.CANCELLED, null, null).hindrance(cancelled))
        .isEmpty();
  }
}
