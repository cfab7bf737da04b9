package gavel.worker.metrics;

import gavel.model.language.LanguageDefinition;
import gavel.worker.JudgeFault;
import gavel.worker.flow.Judging;
import gavel.worker.judge.JudgeRequest;
import gavel.worker.judge.JudgedSubmission;
import gavel.worker.judge.ProgressListener;
import java.time.Duration;

/** Measures judgements, and counts the faults of those that failed, each attempt by itself. */
public record MeasuredJudging(Judging judging, WorkerMetrics metrics) implements Judging {
  @Override
  public JudgedSubmission judge(JudgeRequest request, ProgressListener listener)
      throws JudgeFault, InterruptedException {
    long begun = System.nanoTime();
    try {
      JudgedSubmission judged = judging.judge(request, listener);
      metrics.judged(
          request.language().map(LanguageDefinition::id).orElse(""),
          judged,
          Duration.ofNanos(System.nanoTime() - begun));
      return judged;
    } catch (JudgeFault fault) {
      metrics.fault(fault);
      throw fault;
    }
  }
}
