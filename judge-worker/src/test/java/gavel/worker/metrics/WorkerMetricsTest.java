package gavel.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.ProgressRecord;
import gavel.model.topic.TrialVerdictRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.JudgeFault.GuestFailed;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.JudgeFault.Rejected;
import gavel.worker.flow.Outlet;
import gavel.worker.intake.Disposition;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.publish.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerMetricsTest {
  private final WorkerMetrics metrics = new WorkerMetrics("1.2", List.of("c", "python3"));

  @AfterEach
  void close() {
    metrics.close();
  }

  private static VerdictRecord verdict(String language) {
    return new VerdictRecord(
        1,
        "id",
        0,
        "secret-problem",
        null,
        language,
        "hash",
        Status.SUCCESS,
        "AC",
        null,
        Duration.ZERO,
        ByteSize.ZERO,
        null,
        List.of(),
        "w",
        1,
        Duration.ofSeconds(2),
        Instant.EPOCH,
        null,
        null);
  }

  private static final class Answering implements Outlet {
    private boolean refusing;

    @Override
    public Position verdict(VerdictRecord verdict) throws QueueFault {
      if (refusing) {
        throw new QueueFault("no", true);
      }
      return new Position("t", 0, 0);
    }

    @Override
    public Position trial(TrialVerdictRecord trial) throws QueueFault {
      return verdict(trial.verdict());
    }

    @Override
    public void deadLetter(DeadLetterRecord letter) throws QueueFault {
      if (refusing) {
        throw new QueueFault("no", true);
      }
    }

    @Override
    public void putOff(IntakeRecord record, String topic) {}

    @Override
    public void progress(ProgressRecord progress) {}
  }

  @Test
  void everythingRareBeginsAtZero() {
    assertThat(metrics.text())
        .contains("gavel_dead_letters_total{reason=\"poison\"} 0.0\n")
        .contains("gavel_judge_faults_total{fault=\"guest_lost\"} 0.0\n")
        .contains("gavel_sandbox_faults_total 0.0\n")
        .contains("gavel_verdicts_total{language=\"other\",verdict=\"JE\"} 0.0\n")
        .contains("version=\"1.2\"")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void countsVerdictsOfLanguagesThatItKnows() throws Exception {
    MeasuredOutlet outlet = new MeasuredOutlet(new Answering(), metrics);
    outlet.verdict(verdict("c"));
    outlet.verdict(verdict("made-up-1"));
    outlet.trial(TrialVerdictRecord.of("rejudge-1", verdict("made-up-2")));
    assertThat(metrics.text())
        .contains("gavel_verdicts_total{language=\"c\",verdict=\"AC\"} 1.0\n")
        .contains("gavel_verdicts_total{language=\"other\",verdict=\"AC\"} 2.0\n")
        .contains("gavel_queue_time_seconds_bucket{le=\"1.0\"} 0\n")
        .contains("gavel_queue_time_seconds_bucket{le=\"5.0\"} 2\n")
        .contains("gavel_publish_time_seconds_count 3\n")
        .doesNotContain("made-up", "secret-problem");
  }

  @Test
  void countsWhatCouldNotBePublishedAsAFault() throws Exception {
    Answering queue = new Answering();
    MeasuredOutlet outlet = new MeasuredOutlet(queue, metrics);
    DeadLetterRecord letter =
        new DeadLetterRecord(
            1, Reason.POISON, null, "m", null, "t", 0, 0, 1, null, null, Instant.EPOCH);
    outlet.deadLetter(letter);
    queue.refusing = true;
    assertThatThrownBy(() -> outlet.deadLetter(letter)).isInstanceOf(QueueFault.class);
    assertThatThrownBy(() -> outlet.verdict(verdict("c"))).isInstanceOf(QueueFault.class);
    assertThat(metrics.text())
        .contains("gavel_dead_letters_total{reason=\"poison\"} 1.0\n")
        .contains("gavel_judge_faults_total{fault=\"queue\"} 2.0\n")
        .doesNotContain("gavel_verdicts_total{language=\"c\"");
  }

  @Test
  void whatIsTheSubmissionsFaultIsNoFault() {
    metrics.fault(new GuestFailed("sandbox"));
    metrics.fault(GuestFailed.busy("later"));
    metrics.fault(new Rejected(Reason.UNKNOWN_LANGUAGE, "language", "is unknown"));
    assertThat(metrics.text())
        .contains("gavel_sandbox_faults_total 1.0\n")
        .contains("gavel_judge_faults_total{fault=\"guest_failed\"} 1.0\n")
        .contains("gavel_judge_faults_total{fault=\"guest_busy\"} 1.0\n");
  }

  @Test
  void aSlotIsBusyWhileItsRecordIsInHand() throws Exception {
    metrics.slots(3);
    List<String> during = new ArrayList<>();
    IntakeRecord record =
        new IntakeRecord("t", 0, 0, Instant.EPOCH, Optional.empty(), Optional.empty(), 1);
    new MeasuredCallback(
            (_, ran) -> {
              during.add(metrics.text());
              ran.run();
              during.add(metrics.text());
              return new Disposition.Accept();
            },
            metrics)
        .judge(record, () -> during.add("ran"));
    assertThat(during).hasSize(3).contains("ran");
    assertThat(during.getLast()).contains("gavel_slots_busy 0.0\n");
    assertThat(during.getFirst()).contains("gavel_slots_busy 1.0\n").contains("gavel_slots 3.0\n");
    assertThat(metrics.text()).contains("gavel_slots_busy 0.0\n");
  }

  @Test
  void anUnknownLagIsNotZero() {
    AtomicReference<OptionalLong> lag = new AtomicReference<>(OptionalLong.empty());
    metrics.queueLag("gavel.submissions", lag::get);
    assertThat(metrics.text())
        .contains("gavel_queue_lag_records{topic=\"gavel.submissions\"} NaN\n");
    lag.set(OptionalLong.of(7));
    assertThat(metrics.text())
        .contains("gavel_queue_lag_records{topic=\"gavel.submissions\"} 7.0\n");
  }

  @Test
  void readsWhatOthersCount() {
    metrics.ready(() -> true);
    metrics.guests(() -> 4);
    metrics.progressDropped(() -> 5);
    assertThat(metrics.text())
        .contains("gavel_ready 1.0\n")
        .contains("gavel_guest_restarts_total 4.0\n")
        .contains("gavel_progress_dropped_total 5.0\n");
  }
}
