package gavel.worker.app;

import gavel.worker.JudgeFault;
import gavel.worker.guest.pool.GuestSource;
import gavel.worker.guest.pool.GuestSource.Lease;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tests the guests again and again while the worker runs. One whose sandbox gives a wrong verdict
 * about a program that is known ends the worker: it leaves the group, and others judge.
 */
final class TrustWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrustWatch.class);

  private final GuestSource guests;
  private final Test test;
  private final Duration every;
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** What is done with a guest. */
  @FunctionalInterface
  interface Test {
    /** Fails where the guest is not to be trusted. */
    void run(Lease lease) throws SelfTest.Failed, JudgeFault, IOException, InterruptedException;
  }

  private TrustWatch(GuestSource guests, Test test, Duration every) {
    this.guests = guests;
    this.test = test;
    this.every = every;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("trust-watch")
            .uncaughtExceptionHandler((_, unforeseen) -> failure.completeExceptionally(unforeseen))
            .unstarted(this::watch);
  }

  /** Begins after the first interval: a worker tests its guests before it starts. */
  static TrustWatch start(GuestSource guests, Test test, Duration every) {
    TrustWatch watch = new TrustWatch(guests, test, every);
    watch.thread.start();
    return watch;
  }

  /** Completes, always exceptionally, when a guest is not to be trusted. */
  CompletableFuture<Void> failure() {
    return failure.copy();
  }

  private void watch() {
    try {
      while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        testOne();
      }
    } catch (SelfTest.Failed wrong) {
      LOG.error("The sandbox is not to be trusted any more; this worker takes nothing more", wrong);
      failure.completeExceptionally(wrong);
    } catch (InterruptedException _) {
      LOG.debug("No longer testing guests");
    }
  }

  /** A guest that is lost, busy or full says nothing about the sandbox. */
  private void testOne() throws SelfTest.Failed, InterruptedException {
    try (Lease lease = guests.take()) {
      test.run(lease);
      lease.endedInOrder();
    } catch (JudgeFault | IOException fault) {
      LOG.warn("The self-test could not be made: {}", fault.toString());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
