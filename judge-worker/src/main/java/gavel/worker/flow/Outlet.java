package gavel.worker.flow;

import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.ProgressRecord;
import gavel.model.topic.TrialVerdictRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.publish.Position;

/** Where results go. */
public interface Outlet {
  /** Returns once the verdict stands, with the place where it does. */
  Position verdict(VerdictRecord verdict) throws QueueFault, InterruptedException;

  /** Returns once what a rejudge would say stands, with the place where it does. */
  Position trial(TrialVerdictRecord verdict) throws QueueFault, InterruptedException;

  /** Returns once the letter stands. */
  void deadLetter(DeadLetterRecord letter) throws QueueFault, InterruptedException;

  /**
   * Puts a record off: returns once it stands on that topic, as it was, with the time since which
   * it waits.
   */
  void putOff(IntakeRecord record, String topic) throws QueueFault, InterruptedException;

  /** Returns at once; what is said may get lost. */
  void progress(ProgressRecord progress);
}
