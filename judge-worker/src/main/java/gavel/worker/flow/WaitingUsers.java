package gavel.worker.flow;

import gavel.worker.intake.IntakeRecord;

/** Whose submissions wait in a queue. */
@FunctionalInterface
public interface WaitingUsers {
  /** Nothing is known: somebody else always may wait. */
  WaitingUsers UNKNOWN = (_, _) -> true;

  /**
   * Whether a submission of somebody else stands behind that record, or may, for all that is known.
   * Takes some milliseconds at most where there is nothing new.
   *
   * @param user who the record is of
   */
  boolean othersBehind(IntakeRecord record, String user) throws InterruptedException;
}
