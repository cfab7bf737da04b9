package gavel.worker;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries again, with growing and jittered waits, what failed with a fault that may pass. */
public final class FaultRetry {
  private static final Logger LOG = LoggerFactory.getLogger(FaultRetry.class);
  private static final double GROWTH = 2;
  private static final double JITTER = 0.5;

  private final Retry retry;
  private final LongAdder retries = new LongAdder();

  /**
   * How often and for what.
   *
   * @param attempts the first one included
   * @param firstWait before the second attempt; each further wait is about twice as long
   * @param longestWait between two attempts
   * @param worthAnother which faults are tried again
   */
  public FaultRetry(
      String name,
      int attempts,
      Duration firstWait,
      Duration longestWait,
      Predicate<JudgeFault> worthAnother) {
    RetryConfig config =
        RetryConfig.<Attempt<?>>custom()
            .maxAttempts(attempts)
            .intervalFunction(
                IntervalFunction.ofExponentialRandomBackoff(firstWait, GROWTH, JITTER, longestWait))
            .retryOnResult(attempt ->
                attempt instanceof Attempt.Failed<?>(JudgeFault fault) && worthAnother.test(fault))
            .build();
    this.retry = Retry.of(name, config);
    retry.getEventPublisher().onRetry(_ -> retries.increment());
  }

  /** Attempts so far that were not the first. */
  public long retries() {
    return retries.sum();
  }

  /** What the last attempt returns or throws. */
  public <T> T call(Work<T> work) throws JudgeFault, InterruptedException {
    try {
      return retry.<Attempt<T>>executeSupplier(() -> attempt(work)).get();
    } catch (CancellationException cancelled) {
      // the way in which the library says that it was interrupted while it waited
      if (!Thread.interrupted()) {
        throw cancelled;
      }
      InterruptedException interrupted = new InterruptedException("between two attempts");
      interrupted.initCause(cancelled);
      throw interrupted;
    }
  }

  private static <T> Attempt<T> attempt(Work<T> work) {
    try {
      return new Attempt.Done<>(work.run());
    } catch (InterruptedException interrupted) {
      return new Attempt.Interrupted<>(interrupted);
    } catch (JudgeFault fault) {
      LOG.debug("An attempt failed", fault);
      return new Attempt.Failed<>(fault);
    }
  }

  /** What is tried. */
  @FunctionalInterface
  public interface Work<T> {
    /** One attempt. */
    T run() throws JudgeFault, InterruptedException;
  }

  /** What came of one attempt, as a value, for what decides on another one looks at values. */
  private sealed interface Attempt<T> {
    T get() throws JudgeFault, InterruptedException;

    record Done<T>(T value) implements Attempt<T> {
      @Override
      public T get() {
        return value;
      }
    }

    record Failed<T>(JudgeFault fault) implements Attempt<T> {
      @Override
      public T get() throws JudgeFault {
        throw fault;
      }
    }

    record Interrupted<T>(InterruptedException interruption) implements Attempt<T> {
      @Override
      public T get() throws InterruptedException {
        throw interruption;
      }
    }
  }
}
