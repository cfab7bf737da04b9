package gavel.worker.flow;

import gavel.model.topic.ProgressRecord;
import gavel.model.topic.ProgressRecord.Event;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.worker.judge.ProgressListener;
import org.jspecify.annotations.Nullable;

/** Tells of each step of a judgement on the progress topic. */
final class TopicProgress implements ProgressListener {
  private final Outlet outlet;
  private final SubmissionRecord submission;
  private int tests;

  TopicProgress(Outlet outlet, SubmissionRecord submission) {
    this.outlet = outlet;
    this.submission = submission;
  }

  @Override
  public void started(int count) {
    tests = count;
    tell(Event.STARTED, null, null, null);
  }

  @Override
  public void compiled(CompileReport report) {
    tell(Event.COMPILED, null, null, report);
  }

  @Override
  public void tested(int position, int count, TestReport report) {
    tell(Event.TEST, position, report, null);
  }

  private void tell(
      Event event,
      @Nullable Integer position,
      @Nullable TestReport test,
      @Nullable CompileReport compile) {
    outlet.progress(
        new ProgressRecord(
            SubmissionRecord.SCHEMA,
            submission.id(),
            submission.generationOrFirst(),
            event,
            position,
            tests,
            test == null ? null : test.name(),
            test != null ? test.status() : compile == null ? null : compile.status(),
            test != null ? test.cpuTime() : null,
            test == null ? null : test.memory()));
  }
}
