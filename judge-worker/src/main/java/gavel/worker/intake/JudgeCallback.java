package gavel.worker.intake;

/** What is done with a record; called on a thread of its own, one record per slot at a time. */
@FunctionalInterface
public interface JudgeCallback {
  /**
   * Judges and publishes. An unchecked exception counts as {@link Disposition.Release}.
   *
   * @throws InterruptedException when interrupted: the record's lock is lost or the worker ends
   */
  Disposition judge(IntakeRecord record) throws InterruptedException;
}
