package gavel.worker.judge;

import gavel.model.Status;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestCase;
import gavel.worker.JudgeFault;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers, which nothing has to be run for.
 *
 * @param problem without the samples that are not answered
 */
record AnswerAttempt(AnswerFiles files, ProblemPackage problem, AnswerStage stage)
    implements Attempt {

  static AnswerAttempt of(JudgeRequest request, AnswerStage stage) throws JudgeFault {
    JudgeLimits.requireJudgeable(request.problem());
    AnswerFiles files = AnswerFiles.of(request.problem(), request.sources());
    return new AnswerAttempt(files, AskedTests.of(request.problem(), files.answers()), stage);
  }

  @Override
  public CompileReport report() {
    return new CompileReport(Status.SUCCESS, Duration.ZERO, files.note());
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public Duration timeLimit() {
    return Duration.ZERO;
  }

  @Override
  public JudgedTest judge(TestCase test) throws JudgeFault, InterruptedException {
    return stage.judge(Optional.ofNullable(files.answers().get(test.name())), test, problem);
  }

  @Override
  public void renew() {
    // Nothing of it is kept at a guest but by the jury, who is asked again.
  }
}
