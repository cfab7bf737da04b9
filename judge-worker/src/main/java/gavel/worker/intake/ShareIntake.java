package gavel.worker.intake;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The slots of a worker, each taking one record at a time off the share group. */
public final class ShareIntake implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShareIntake.class);

  private final IntakeCounters counters = new IntakeCounters();
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final Drain drain;
  private final List<Thread> threads;

  private ShareIntake(IntakeSettings settings, JudgeCallback callback) {
    drain = new Drain(settings.grace());
    threads =
        IntStream.range(0, settings.slots())
            .mapToObj(slot -> thread(settings.group() + "-slot-" + slot, settings, callback))
            .toList();
  }

  /** Starts taking records; the callback is called from as many threads as there are slots. */
  public static ShareIntake start(IntakeSettings settings, JudgeCallback callback) {
    ShareIntake intake = new ShareIntake(settings, callback);
    intake.threads.forEach(Thread::start);
    return intake;
  }

  private Thread thread(String name, IntakeSettings settings, JudgeCallback callback) {
    return Thread.ofPlatform()
        .name(name)
        .daemon()
        .uncaughtExceptionHandler(this::slotFailed)
        .unstarted(new Slot(name, settings, callback, counters, drain));
  }

  private void slotFailed(Thread slot, Throwable cause) {
    LOG.error("{} failed and takes no more records", slot.getName(), cause);
    failure.completeExceptionally(cause);
  }

  /** What happened to records so far. */
  public IntakeCounters counters() {
    return counters;
  }

  /**
   * Completes, always exceptionally, when a slot died of something that it cannot recover from, a
   * bug or a lack of memory: the worker should end and be started again.
   */
  public CompletableFuture<Void> failure() {
    return failure.copy();
  }

  /** Asks the slots to finish what they have in hand and to take nothing new; returns at once. */
  public void drain() {
    drain.request();
  }

  /**
   * Drains and waits for it. A judgement that is not done after the grace period is interrupted and
   * its record released.
   */
  @Override
  public void close() {
    drain();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      LOG.warn("Interrupted while draining; records in hand come back when their locks run out");
      Thread.currentThread().interrupt();
    }
  }
}
