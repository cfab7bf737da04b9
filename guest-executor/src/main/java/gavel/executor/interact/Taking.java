package gavel.executor.interact;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A thread that reads what a program says, until that is over. */
final class Taking {
  /** What it does. */
  @FunctionalInterface
  interface Work {
    void work() throws IOException;
  }

  private final Thread thread;
  private volatile @Nullable IOException failure;

  private Taking(String name, Work work) {
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> make(work));
  }

  static Taking start(String name, Work work) {
    Taking taking = new Taking(name, work);
    taking.thread.start();
    return taking;
  }

  private void make(Work work) {
    try {
      work.work();
    } catch (IOException failed) {
      failure = failed;
    }
  }

  /** Waits for its end, whatever happens, and says how it failed if it did. */
  void await() throws IOException {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    IOException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }
}
