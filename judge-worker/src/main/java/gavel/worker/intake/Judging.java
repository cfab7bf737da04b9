package gavel.worker.intake;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of the callback on a thread of its own. */
final class Judging {
  private static final Logger LOG = LoggerFactory.getLogger(Judging.class);

  private final IntakeRecord record;
  private final FutureTask<Disposition> task;
  private final Thread thread;

  private Judging(String slot, IntakeRecord record, Callable<Disposition> call, Runnable whenDone) {
    this.record = record;
    this.task =
        new FutureTask<>(call) {
          @Override
          protected void done() {
            whenDone.run();
          }
        };
    this.thread = Thread.ofPlatform().name(slot + "-judge").daemon().unstarted(task);
  }

  static Judging start(
      String slot, IntakeRecord record, Callable<Disposition> call, Runnable whenDone) {
    Judging judging = new Judging(slot, record, call, whenDone);
    judging.thread.start();
    return judging;
  }

  boolean running() {
    return !task.isDone();
  }

  /** Asks the judge thread to stop; it is over only when {@link #awaitEnd} says so. */
  void interrupt() {
    thread.interrupt();
  }

  /** Waits for the judge thread itself, not only for its result. */
  boolean awaitEnd(Duration wait) throws InterruptedException {
    return thread.join(wait);
  }

  /** What the callback said; call it once nothing is {@link #running}. */
  Disposition outcome() throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        return new Disposition.Release("interrupted");
      }
      LOG.error("The judgement of {} failed", record, e.getCause());
      return new Disposition.Release("the judgement failed: " + e.getCause());
    }
  }
}
