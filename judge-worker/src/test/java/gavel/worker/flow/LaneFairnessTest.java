package gavel.worker.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.topic.SubmissionRecord;
import gavel.worker.flow.UserShares.Use;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.topic.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LaneFairnessTest {
  private final AtomicLong now = new AtomicLong();
  private boolean others;
  private int looks;
  private final LaneFairness fairness =
      new LaneFairness(
          now::get,
          (_, _) -> {
            looks++;
            return others;
          });

  /** How many of so many that take a second each were judged, and not put off. */
  private int judgedOf(int count) throws InterruptedException {
    int judged = 0;
    for (int i = 0; i < count; i++) {
      byte[] source = ("x" + i).getBytes(UTF_8);
      SubmissionRecord submission =
          SubmissionRecord.of("s-" + i, "p", "c", source, "main.c", Instant.EPOCH).by("loops");
      IntakeRecord record =
          new IntakeRecord(
              Lane.PRACTICE.topic(), 0, i, Instant.EPOCH, Optional.empty(), Optional.empty(), 1);
      Optional<Use> use = fairness.begin(record, submission);
      if (use.isPresent()) {
        judged++;
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        use.get().close();
      }
    }
    return judged;
  }

  @Test
  void whereNobodyElseWaitsAllOfOneUsersAreJudgedAfterSome() throws Exception {
    assertThat(judgedOf(300)).isLessThan(10);
    judgedOf(300);
    assertThat(judgedOf(100)).isEqualTo(100);
    assertThat(looks).isPositive();
  }

  @Test
  void whereOthersWaitAllArePutOff() throws Exception {
    others = true;
    assertThat(judgedOf(1000)).isLessThan(10);
    assertThat(looks).isPositive();
  }
}
