package gavel.worker.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.topic.ControlRecord;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.SubmissionRecord;
import gavel.worker.JudgeFault.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecallsTest {
  private final SetClock clock = new SetClock();
  @AutoClose private final Recalls recalls = new Recalls(clock, 2);

  /** Stands until it is set, so that nothing passes while a busy machine stalls. */
  private static final class SetClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private static SubmissionRecord submission(String id) {
    byte[] source = "x".getBytes(StandardCharsets.UTF_8);
    return SubmissionRecord.of(id, "p", "c", source, "main.c", Instant.EPOCH);
  }

  @Test
  void aDeadlineEndsWhatIsRunning() throws Exception {
    Instant begun = clock.instant();
    SubmissionRecord urgent = submission("s").until(begun.plus(Duration.ofMillis(150)));
    try (Recalls.Watch watch = recalls.watch(urgent, begun)) {
      clock.now = begun.plus(Duration.ofMillis(150));
      assertThatThrownBy(new CountDownLatch(1)::await).isInstanceOf(InterruptedException.class);
      assertThatThrownBy(watch::requireWanted)
          .isInstanceOfSatisfying(
              Rejected.class,
              rejected -> assertThat(rejected.reason()).isEqualTo(Reason.DEADLINE_PASSED));
    }
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void whatIsDoneInTimeIsLeftAlone() throws Exception {
    SubmissionRecord relaxed = submission("s").until(clock.instant().plusSeconds(3600));
    try (Recalls.Watch watch = recalls.watch(relaxed, clock.instant())) {
      watch.requireWanted();
      recalls.note(ControlRecord.cancel("s", null, null), clock.instant());
    }
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void anInterruptOfSomebodyElseStays() throws Exception {
    try (Recalls.Watch watch = recalls.watch(submission("s"), clock.instant())) {
      Thread.currentThread().interrupt();
      watch.requireWanted();
    }
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aCancellationCountsForWhatWasThereBefore() throws Exception {
    Instant then = clock.instant();
    recalls.note(ControlRecord.cancel("s", null, "why"), then);
    assertThatThrownBy(() -> recalls.watch(submission("s"), then))
        .isInstanceOf(Rejected.class)
        .hasMessage("Cancelled: why");
    recalls.watch(submission("s"), then.plusMillis(1)).close();
    recalls.watch(submission("t"), then).close();
  }

  @Test
  void aRejudgeIsCancelledAsAWhole() throws Exception {
    Instant then = clock.instant();
    SubmissionRecord part = submission("s").again(1, "rejudge-1", then);
    try (Recalls.Watch running = recalls.watch(part, then)) {
      recalls.note(ControlRecord.cancel("rejudge-1", null, null), then);
      assertThatThrownBy(new CountDownLatch(1)::await).isInstanceOf(InterruptedException.class);
      assertThatThrownBy(running::requireWanted).isInstanceOf(Rejected.class);
    }
    assertThatThrownBy(() -> recalls.watch(part, then)).hasMessage("Cancelled");
    recalls.watch(submission("s"), then).close();
    recalls.watch(submission("s").again(1, "rejudge-2", then), then).close();
  }

  @Test
  void theOldestAreForgotten() throws Exception {
    for (String id : new String[] {"a", "b", "c"}) {
      recalls.note(ControlRecord.cancel(id, null, null), clock.instant());
    }
    recalls.watch(submission("a"), Instant.EPOCH).close();
    assertThatThrownBy(() -> recalls.watch(submission("b"), Instant.EPOCH))
        .isInstanceOf(Rejected.class);
  }
}
