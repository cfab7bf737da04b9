package gavel.executor.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Why the program is to end: the first word counts. */
final class Ending {
  private static final int NONE = -1;
  private final AtomicInteger code = new AtomicInteger(NONE);
  private final CountDownLatch told = new CountDownLatch(1);

  /** From any thread. */
  void with(int exitCode) {
    code.compareAndSet(NONE, exitCode);
    told.countDown();
  }

  /** Waits for the exit code. */
  int await() throws InterruptedException {
    told.await();
    return code.get();
  }
}
