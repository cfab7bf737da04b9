package gavel.cli.command;

import gavel.cli.verify.VerifyProgress;
import gavel.cli.view.ProgressLine;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.testcases.text.Excerpt;
import gavel.worker.judge.ProgressListener;

/** Shows how far a verification is. */
final class VerifyProgressLine implements VerifyProgress {
  private static final int LONGEST = 40;

  private final ProgressLine line;
  private int steps;

  VerifyProgressLine(ProgressLine line) {
    this.line = line;
  }

  @Override
  public synchronized void more(int count) {
    steps += count;
    line.steps(steps);
  }

  private synchronized void step(String what) {
    line.step(what);
  }

  @Override
  public ProgressListener of(String submission) {
    String name = Excerpt.escape(submission, LONGEST);
    return new ProgressListener() {
      @Override
      public void started(int tests) {}

      @Override
      public void compiled(CompileReport report) {}

      @Override
      public void tested(int position, int tests, TestReport report) {
        step(name + " " + report.verdict());
      }
    };
  }
}
