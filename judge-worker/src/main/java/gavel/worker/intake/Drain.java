package gavel.worker.intake;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wish to end, seen by all slots: no new records, and a deadline for those in hand. */
final class Drain {
  private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

  private final Duration grace;
  private final CountDownLatch requested = new CountDownLatch(1);
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile long deadline;

  Drain(Duration grace) {
    this.grace = grace;
  }

  /** To be called, on the thread that requests, after {@link #requested} says so. */
  void onRequest(Runnable listener) {
    listeners.add(listener);
  }

  void forget(Runnable listener) {
    listeners.remove(listener);
  }

  synchronized void request() {
    if (!requested()) {
      deadline = System.nanoTime() + grace.toNanos();
      requested.countDown();
      listeners.forEach(Runnable::run);
    }
  }

  /** Nothing in hand is waited for any longer. */
  synchronized void hurry() {
    request();
    deadline = System.nanoTime();
    listeners.forEach(Runnable::run);
  }

  boolean requested() {
    return requested.getCount() == 0;
  }

  /** Waits that long, or shorter when the wish to end comes first; says whether it came. */
  boolean await(Duration wait) throws InterruptedException {
    return requested.await(wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Time left for what is in hand, down to zero; no end as long as nobody wants one. */
  Duration left() {
    return requested() ? Duration.ofNanos(Math.max(0, deadline - System.nanoTime())) : FOR_EVER;
  }
}
