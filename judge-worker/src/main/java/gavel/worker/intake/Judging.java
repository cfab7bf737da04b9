package gavel.worker.intake;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of the callback, on a thread that is its own until it has ended. */
final class Judging implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Judging.class);

  private final String name;
  private final IntakeRecord record;
  private final FutureTask<Disposition> task;
  private final Runnable whenDone;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Object lock = new Object();

  /** Whom to interrupt; guarded by {@link #lock}, so that it is not doing something else by now. */
  private @Nullable Thread runner;

  private boolean interrupted;

  private Judging(String name, IntakeRecord record, Callable<Disposition> call, Runnable whenDone) {
    this.name = name;
    this.record = record;
    this.task = new FutureTask<>(call);
    this.whenDone = whenDone;
  }

  /**
   * Begins.
   *
   * @param threads runs it at once, whatever else it runs
   * @param whenDone runs when {@link #running} says no
   */
  static Judging start(
      Executor threads,
      String name,
      IntakeRecord record,
      Callable<Disposition> call,
      Runnable whenDone) {
    Judging judging = new Judging(name, record, call, whenDone);
    threads.execute(judging);
    return judging;
  }

  /** For the executor. */
  @Override
  public void run() {
    Thread.currentThread().setName(name);
    begin(Thread.currentThread());
    try {
      task.run();
    } finally {
      end();
      ended.countDown();
      whenDone.run();
    }
  }

  private void begin(Thread thread) {
    synchronized (lock) {
      runner = thread;
      if (interrupted) {
        thread.interrupt();
      }
    }
  }

  private void end() {
    synchronized (lock) {
      runner = null;
      if (Thread.interrupted()) {
        LOG.debug("{} was interrupted too late", name);
      }
    }
  }

  boolean running() {
    return ended.getCount() > 0;
  }

  /** Asks the judge thread to stop; it is over only when {@link #awaitEnd} says so. */
  void interrupt() {
    synchronized (lock) {
      interrupted = true;
      if (runner != null) {
        runner.interrupt();
      }
    }
  }

  /** Waits until it is over. */
  boolean awaitEnd(Duration wait) throws InterruptedException {
    return ended.await(wait.toNanos(), TimeUnit.NANOSECONDS);
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
