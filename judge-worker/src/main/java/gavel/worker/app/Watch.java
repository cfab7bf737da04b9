package gavel.worker.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at something again and again, on a thread of its own, until it is closed. */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private final CountDownLatch over = new CountDownLatch(1);
  private final String name;
  private final Duration every;
  private final Look look;
  private volatile Thread thread;

  /** One look; may wait. */
  @FunctionalInterface
  interface Look {
    void take() throws InterruptedException;
  }

  private Watch(String name, Duration every, Look look) {
    this.name = name;
    this.every = every;
    this.look = look;
    this.thread = thread(this::lookUntilClosed);
  }

  /** The first look is at once, the others so long after the one before. */
  static Watch start(String name, Duration every, Look look) {
    Watch watch = new Watch(name, every, look);
    watch.thread.start();
    return watch;
  }

  private Thread thread(Runnable body) {
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .uncaughtExceptionHandler((_, bug) -> goOn(bug))
        .unstarted(body);
  }

  /** A bug that shows at one look is no reason for never looking again. */
  private void goOn(Throwable bug) {
    LOG.error("A look failed; the next one is taken all the same", bug);
    thread = thread(this::waitAndLook);
    thread.start();
  }

  private void waitAndLook() {
    try {
      if (!over.await(every.toNanos(), TimeUnit.NANOSECONDS)) {
        lookUntilClosed();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookUntilClosed() {
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
