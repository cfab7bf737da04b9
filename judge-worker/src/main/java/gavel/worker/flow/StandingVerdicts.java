package gavel.worker.flow;

import gavel.model.topic.SubmissionRecord;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.publish.Position;
import java.util.Optional;

/** What verdicts there are already, by the content hash of the submission that each is about. */
public interface StandingVerdicts {
  /**
   * The content hash in the effective verdict of the submission's id and generation.
   *
   * @throws QueueFault when it is not known whether a verdict stands
   */
  Optional<String> contentHash(IntakeRecord record, SubmissionRecord submission)
      throws QueueFault, InterruptedException;

  /**
   * The same just after a verdict was published there: another one may have come before it. Nothing
   * when that cannot be told in reasonable time.
   */
  Optional<String> effective(SubmissionRecord submission, Position published)
      throws InterruptedException;
}
