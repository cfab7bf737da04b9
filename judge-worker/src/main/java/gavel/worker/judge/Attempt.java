package gavel.worker.judge;

import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestCase;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.NotStored;
import java.time.Duration;

/** A submission that was prepared, and can be judged test by test. */
sealed interface Attempt permits ProgramAttempt, AnswerAttempt {
  /** How preparing it went. */
  CompileReport report();

  /** Whether there is something to judge. */
  boolean ready();

  /** What it is judged with: the problem as far as this submission has to do with it. */
  ProblemPackage problem();

  /** The CPU time that it has in each test. */
  Duration timeLimit();

  /**
   * What comes of a test.
   *
   * @throws NotStored when {@link #renew} has to be called first
   */
  JudgedTest judge(TestCase test) throws JudgeFault, InterruptedException;

  /** Prepares it anew at a guest that lost everything. */
  void renew() throws JudgeFault, InterruptedException;
}
