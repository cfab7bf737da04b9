package gavel.worker.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.topic.ControlRecord;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.SubmissionRecord;
import gavel.worker.intake.Disposition.Accept;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What nobody wants is not judged. */
class RecalledSubmissionsTest extends FlowFixture {
  @Test
  void whatIsCancelledIsNotBegun() throws Exception {
    recalls.note(ControlRecord.cancel("s-1", 1, null), NOW);
    recalls.note(ControlRecord.cancel("s-1", null, "too early"), NOW.minusSeconds(1));
    assertThat(deliver(record(submission("x"), 1))).isEqualTo(new Accept());
    assertThat(verdicts).hasSize(1);

    recalls.note(ControlRecord.cancel("s-2", 0, "by its author"), NOW);
    SubmissionRecord cancelled =
        SubmissionRecord.of("s-2", "twice", "cpp", "x".getBytes(UTF_8), "main.cpp", NOW);
    order.clear();
    assertThat(deliver(record(cancelled, 1))).isEqualTo(new Accept());
    assertThat(order).isEmpty();
    assertThat(letters)
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.reason()).isEqualTo(Reason.CANCELLED);
          assertThat(letter.message()).contains("by its author");
          assertThat(letter.submissionId()).isEqualTo("s-2");
        });
  }

  @Test
  void whatIsCancelledMeanwhileIsEnded() throws Exception {
    judging =
        (request, _) -> {
          recalls.note(ControlRecord.cancel(request.id(), null, null), NOW);
          new CountDownLatch(1).await();
          return ACCEPTED;
        };
    assertThat(deliver(record(submission("x"), 1))).isEqualTo(new Accept());
    assertThat(Thread.interrupted()).isFalse();
    assertThat(verdicts).isEmpty();
    assertThat(letters.getFirst().reason()).isEqualTo(Reason.CANCELLED);
  }

  @Test
  void nothingIsJudgedAfterItsDeadline() throws Exception {
    assertThat(deliver(record(submission("x").until(NOW.plusSeconds(1)), 1)))
        .isEqualTo(new Accept());
    assertThat(verdicts).hasSize(1);
    order.clear();
    standing.clear();
    assertThat(deliver(record(submission("x").until(NOW), 1))).isEqualTo(new Accept());
    assertThat(order).isEmpty();
    assertThat(letters.getFirst().reason()).isEqualTo(Reason.DEADLINE_PASSED);
    assertThat(letters.getFirst().field()).isEqualTo("deadline");
  }
}
