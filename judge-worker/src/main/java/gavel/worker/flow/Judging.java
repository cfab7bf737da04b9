package gavel.worker.flow;

import gavel.worker.JudgeFault;
import gavel.worker.judge.JudgeRequest;
import gavel.worker.judge.JudgedSubmission;
import gavel.worker.judge.ProgressListener;

/** Judges a submission, from any thread. */
@FunctionalInterface
public interface Judging {
  /** See {@link gavel.worker.judge.SubmissionJudge#judge}. */
  JudgedSubmission judge(JudgeRequest request, ProgressListener listener)
      throws JudgeFault, InterruptedException;
}
