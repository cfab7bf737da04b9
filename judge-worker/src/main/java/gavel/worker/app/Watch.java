package gavel.worker.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at something again and again, on a thread of its own, until it is closed. */
final class Watch implements AutoCloseable {
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;

  /** One look; may wait. */
  @FunctionalInterface
  interface Look {
    void take() throws InterruptedException;
  }

  private Watch(String name, Duration every, Look look) {
    this.thread =
        Thread.ofPlatform().daemon().name(name).unstarted(() -> lookUntilClosed(every, look));
  }

  /** The first look is at once, the others so long after the one before. */
  static Watch start(String name, Duration every, Look look) {
    Watch watch = new Watch(name, every, look);
    watch.thread.start();
    return watch;
  }

  private void lookUntilClosed(Duration every, Look look) {
    try {
      do {
        look.take();
      } while (!over.await(every.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    thread.interrupt();
  }
}
