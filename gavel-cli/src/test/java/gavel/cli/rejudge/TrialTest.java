package gavel.cli.rejudge;

import static gavel.cli.rejudge.Records.NOW;
import static gavel.cli.rejudge.Records.letter;
import static gavel.cli.rejudge.Records.submission;
import static gavel.cli.rejudge.Records.trial;
import static gavel.cli.rejudge.Records.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.cli.view.RejudgeReport;
import gavel.model.Status;
import gavel.model.topic.SubmissionRecord;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static final Place PLACE = new Place("gavel.submissions.rejudge", 0, 3);
  private static final SubmissionRecord SUBMISSION = submission("a", "x");

  private final Row row = new Row("a", 1, "sum", "c");
  private final String id = Trial.newId(Clock.fixed(NOW, ZoneOffset.UTC));
  private final Trial trial = new Trial(id, List.of(row));
  private final List<String> done = new ArrayList<>();

  private void take(ConsumerRecord<String, byte[]> record) {
    trial.take(record, each -> done.add(each.id()));
  }

  @Test
  void itsIdSaysWhenItBegan() {
    assertThat(id).startsWith("rejudge-20260102-030405-");
    assertThat(SubmissionRecord.isId(id)).isTrue();
    assertThat(trial.begun()).isEqualTo(NOW);
    assertThat(new Trial("x", List.of()).begun().getEpochSecond()).isZero();
    assertThat(new Trial("rejudge-2026-and-more-that-is-no-time", List.of()).begun())
        .isEqualTo(java.time.Instant.EPOCH);
  }

  @Test
  void theFirstAnswerOfThisTrialCounts() {
    row.stood(Outcome.of(verdict(SUBMISSION, 0, Status.SUCCESS)));
    take(trial("rejudge-other", verdict(SUBMISSION, 1, Status.TIMEOUT)));
    assertThat(trial.isDone()).isFalse();
    take(trial(id, verdict(SUBMISSION, 1, Status.WRONG_ANSWER)));
    take(trial(id, verdict(SUBMISSION, 1, Status.SUCCESS)));
    assertThat(trial.isDone()).isTrue();
    assertThat(done).containsExactly("a");
    assertThat(row.isChanged()).isTrue();
    RejudgeReport report = new RejudgeReport(id, trial.rows(), 0);
    assertThat(report.table(false)).get().asString().contains("AC -> WA");
    assertThat(report.summary(false))
        .isEqualTo(
            id
                + ": 1 judged again, 1 changed; nothing is published: `gavel rejudge --resume "
                + id
                + " --apply` does");
  }

  @Test
  void theSameAgainIsNoChange() {
    row.stood(Outcome.of(verdict(SUBMISSION, 0, Status.SUCCESS)));
    take(trial(id, verdict(SUBMISSION, 1, Status.SUCCESS)));
    assertThat(row.isChanged()).isFalse();
    RejudgeReport report = new RejudgeReport(id, trial.rows(), 0);
    assertThat(report.table(false)).isEmpty();
    assertThat(report.table(true)).isPresent();
  }

  @Test
  void aDeadLetterIsOursWhereItIsOfWhatWasQueued() {
    row.queuedAt(PLACE);
    take(letter("a", new Place("gavel.submissions", 0, 3)));
    assertThat(trial.isDone()).isFalse();
    take(letter("a", PLACE));
    assertThat(trial.isDone()).isTrue();
    assertThat(row.refusal()).contains("Cancelled");
    assertThat(row.isChanged()).isFalse();
    take(trial(id, verdict(SUBMISSION, 1, Status.SUCCESS)));
    assertThat(row.refusal()).isEmpty();
    assertThat(done).containsExactly("a");
  }

  @Test
  void aFaultOfTheJudgeIsNoVerdict() {
    row.stood(Outcome.of(verdict(SUBMISSION, 0, Status.SUCCESS)));
    take(trial(id, verdict(SUBMISSION, 1, Status.INTERNAL_ERROR)));
    assertThat(row.isJudged()).isFalse();
    assertThat(row.isChanged()).isFalse();
    assertThat(row.refusal()).isPresent();
    take(trial(id, verdict(SUBMISSION, 1, Status.SUCCESS)));
    assertThat(row.isJudged()).isTrue();
  }
}
