package gavel.executor.app;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that is made on another thread while this one does something else. */
final class InBackground<T> {
  private final FutureTask<T> task;

  private InBackground(FutureTask<T> task) {
    this.task = task;
  }

  /** Begins. */
  static <T> InBackground<T> start(Callable<T> making) {
    FutureTask<T> task = new FutureTask<>(making);
    Thread.ofPlatform().daemon().name("starting").start(task);
    return new InBackground<>(task);
  }

  /** Waits for it. */
  T get() throws UnfitEnvironment, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnfitEnvironment unfit) {
        throw new UnfitEnvironment(String.valueOf(unfit.getMessage()), unfit);
      }
      throw new IllegalStateException("A bug", failed);
    }
  }
}
