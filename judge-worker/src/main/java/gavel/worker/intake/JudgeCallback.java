package gavel.worker.intake;

/** What is done with a record; called on a thread of its own, one record per slot at a time. */
@FunctionalInterface
public interface JudgeCallback {
  /**
   * Judges and publishes. An unchecked exception counts as {@link Disposition.Release}.
   *
   * @param ran to be run when nothing more is run for the record, and only its result is to be
   *     published: the next one gets the slot meanwhile. It may be run again, or not at all
   * @throws InterruptedException when interrupted: the record's lock is lost or the worker ends
   */
  Disposition judge(IntakeRecord record, Runnable ran) throws InterruptedException;
}
