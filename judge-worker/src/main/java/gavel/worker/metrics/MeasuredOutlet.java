package gavel.worker.metrics;

import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.ProgressRecord;
import gavel.model.topic.TrialVerdictRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.flow.Outlet;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.publish.Position;
import java.time.Duration;

/** Measures publishing, and counts what was published. */
public record MeasuredOutlet(Outlet outlet, WorkerMetrics metrics) implements Outlet {
  @Override
  public Position verdict(VerdictRecord verdict) throws QueueFault, InterruptedException {
    long begun = System.nanoTime();
    try {
      Position position = outlet.verdict(verdict);
      metrics.published(verdict, Duration.ofNanos(System.nanoTime() - begun));
      return position;
    } catch (QueueFault fault) {
      metrics.fault(fault);
      throw fault;
    }
  }

  /** Counts as a verdict: it took what one takes. That it waited long is what rejudges do. */
  @Override
  public Position trial(TrialVerdictRecord trial) throws QueueFault, InterruptedException {
    long begun = System.nanoTime();
    try {
      Position position = outlet.trial(trial);
      metrics.tried(trial.verdict(), Duration.ofNanos(System.nanoTime() - begun));
      return position;
    } catch (QueueFault fault) {
      metrics.fault(fault);
      throw fault;
    }
  }

  @Override
  public void deadLetter(DeadLetterRecord letter) throws QueueFault, InterruptedException {
    try {
      outlet.deadLetter(letter);
      metrics.deadLetter(letter.reason());
    } catch (QueueFault fault) {
      metrics.fault(fault);
      throw fault;
    }
  }

  @Override
  public void putOff(IntakeRecord record, String topic) throws QueueFault, InterruptedException {
    try {
      outlet.putOff(record, topic);
      metrics.putOff(record.topic());
    } catch (QueueFault fault) {
      metrics.fault(fault);
      throw fault;
    }
  }

  @Override
  public void progress(ProgressRecord progress) {
    outlet.progress(progress);
  }
}
