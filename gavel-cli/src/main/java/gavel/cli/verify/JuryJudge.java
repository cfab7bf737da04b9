package gavel.cli.verify;

import gavel.testcases.problem.ProblemPackage;
import gavel.worker.JudgeFault;
import gavel.worker.judge.JudgePolicy;
import gavel.worker.judge.ProgressListener;
import java.util.Optional;

/** Judges submissions of a jury, one at a time. */
public interface JuryJudge extends AutoCloseable {
  /** Why no submission to this package can be judged; nothing where they can. */
  Optional<Skip> refuses(ProblemPackage problem);

  /**
   * Runs a submission on the tests of the package.
   *
   * @param problem with the time limit to judge with
   * @param policy to run all tests, or up to the first that fails
   * @throws JudgeFault when it could not be judged; nothing is said about the program then
   */
  JuryRun judge(
      ProblemPackage problem, Candidate candidate, JudgePolicy policy, ProgressListener listener)
      throws JudgeFault, InterruptedException;

  @Override
  void close();
}
