package gavel.executor.interact;

import gavel.executor.run.RunResult;
import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.Seat;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** One side of a conversation under way, in a thread of its own. */
final class SideRun {
  private final FutureTask<RunResult> run;
  private final Thread thread;

  private SideRun(FutureTask<RunResult> run, Thread thread) {
    this.run = run;
    this.thread = thread;
  }

  /** Where this side fails, the other one is ended. */
  static SideRun start(String name, Callable<RunResult> work, Seat other) {
    FutureTask<RunResult> run =
        new FutureTask<>(() -> {
          boolean complete = false;
          try {
            RunResult result = work.call();
            complete = true;
            return result;
          } finally {
            if (!complete) {
              other.cancel();
            }
          }
        });
    return new SideRun(run, Thread.ofPlatform().daemon().name(name).start(run));
  }

  /** Waits so long for its end, with or without a result, and says whether it has ended. */
  boolean await(Duration most) throws InterruptedException {
    return thread.join(most);
  }

  /** The same, however often this thread is interrupted meanwhile. */
  void awaitWithoutFail() {
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
  }

  /** Whether there is a result, once it has ended. */
  boolean isSound() {
    return run.state() == FutureTask.State.SUCCESS;
  }

  /** Whether it ended because it was cancelled, once it has ended. */
  boolean isCancelled() {
    return run.state() == FutureTask.State.FAILED && run.exceptionNow() instanceof RequestRefused;
  }

  /** What came of it, once it has ended. */
  RunResult result() throws RequestRefused, SandboxFault, IOException, InterruptedException {
    try {
      return run.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RequestRefused refused -> throw refused;
        case SandboxFault fault -> throw fault;
        case IOException fault -> throw fault;
        case InterruptedException stopping -> throw stopping;
        case null, default ->
            throw new IllegalStateException("A side of a conversation has failed", failed);
      }
    }
  }
}
