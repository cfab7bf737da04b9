package gavel.worker;

import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.JudgeFault.Unavailable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker whose callers wait. It opens when so many requests in a row have failed; then
 * nobody but a probe of its own asks, with growing and jittered pauses, and the first answer that
 * the probe gets closes it. Who needs what is behind it waits for that, for a bounded time.
 *
 * <p>What decides whether it opens is a resilience4j breaker. The probe is what that lacks: a
 * worker that takes no submissions has no requests that could find out that all is well again.
 */
public final class Circuit implements Availability, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);
  private static final double GROWTH = 2;
  private static final double JITTER = 0.5;
  private static final float ALL = 100;

  private final String name;
  private final Settings settings;
  private final CircuitBreaker breaker;
  private final IntervalFunction pauses;
  private final AtomicReference<String> why = new AtomicReference<>("");
  private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock telling = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final LongAdder failures = new LongAdder();
  private final LongAdder openings = new LongAdder();
  private final LongAdder expiries = new LongAdder();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Thread prober;
  private volatile boolean armed;
  private boolean open;
  private boolean closed;
  private boolean toldOpen;

  /** Finds out whether what is behind a circuit is there. */
  @FunctionalInterface
  public interface Probe {
    /** Returns when it is, and throws when it is not. */
    void ask() throws JudgeFault, IOException, InterruptedException;
  }

  /**
   * How a circuit behaves.
   *
   * @param failures in a row that open it
   * @param firstProbe before the first probe; each further pause is about twice as long
   * @param longestPause between two probes
   * @param hold what a caller waits at most
   */
  public record Settings(int failures, Duration firstProbe, Duration longestPause, Duration hold) {}

  private Circuit(String name, Settings settings, Probe probe) {
    this.name = name;
    this.settings = settings;
    this.pauses =
        IntervalFunction.ofExponentialRandomBackoff(
            settings.firstProbe(), GROWTH, JITTER, settings.longestPause());
    this.breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.failures())
                .minimumNumberOfCalls(settings.failures())
                .failureRateThreshold(ALL)
                .permittedNumberOfCallsInHalfOpenState(1)
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(event ->
            turned(event.getStateTransition().getToState() != CircuitBreaker.State.CLOSED));
    this.prober =
        Thread.ofPlatform()
            .daemon()
            .name("probe-" + name)
            .uncaughtExceptionHandler((_, bug) -> failure.completeExceptionally(bug))
            .unstarted(() -> probeWhenOpen(probe));
  }

  /**
   * A closed circuit.
   *
   * @param name of what is behind it, for people and as a label
   */
  public static Circuit start(String name, Settings settings, Probe probe) {
    Circuit circuit = new Circuit(name, settings, probe);
    circuit.prober.start();
    return circuit;
  }

  /**
   * From now on it opens. Until then failures are counted alone: a program that is about to start
   * has to find out whether what it needs is there, and does not wait.
   */
  public Circuit arm() {
    armed = true;
    return this;
  }

  /** Tells when it opens (true) and when it closes; for those who are there when it is armed. */
  public void onChange(Consumer<Boolean> listener) {
    listeners.add(listener);
  }

  /** Completes, always exceptionally, when nobody probes any more because of a bug. */
  public CompletableFuture<Void> failure() {
    return failure.copy();
  }

  @Override
  public boolean isThere() {
    lock.lock();
    try {
      return !open;
    } finally {
      lock.unlock();
    }
  }

  /** What is wrong, where it is open. */
  public Optional<String> trouble() {
    return isThere() ? Optional.empty() : Optional.of(why.get());
  }

  @Override
  public void await() throws Unavailable, InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = settings.hold().toNanos();
      waiting.incrementAndGet();
      while (open && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (open) {
        expiries.increment();
        throw new Unavailable("The " + name + " is not there: " + why.get());
      }
    } finally {
      waiting.decrementAndGet();
      lock.unlock();
    }
  }

  @Override
  public void answered() {
    breaker.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  @Override
  public void failed(Exception cause) {
    failures.increment();
    why.set(String.valueOf(cause.getMessage()));
    if (!armed) {
      return;
    }
    breaker.onError(0, TimeUnit.NANOSECONDS, cause);
  }

  /** Requests that failed so far. */
  public long failures() {
    return failures.sum();
  }

  /** How often it opened so far. */
  public long openings() {
    return openings.sum();
  }

  /** How often somebody waited in vain so far. */
  public long expiries() {
    return expiries.sum();
  }

  /** How many wait now. */
  public int waiting() {
    return waiting.get();
  }

  /** As it stands in labels. */
  public String name() {
    return name;
  }

  private void turned(boolean nowOpen) {
    lock.lock();
    try {
      if (open == nowOpen) {
        return;
      }
      open = nowOpen;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (nowOpen) {
      openings.increment();
      LOG.warn("The {} is taken to be gone and asked by probes alone: {}", name, why.get());
    } else {
      LOG.info("The {} is back", name);
    }
    tell();
  }

  /** What holds now: of two who turn it at once, the later to come here may be the earlier turn. */
  private void tell() {
    telling.lock();
    try {
      boolean nowOpen = !isThere();
      if (toldOpen != nowOpen) {
        toldOpen = nowOpen;
        listeners.forEach(each -> each.accept(nowOpen));
      }
    } finally {
      telling.unlock();
    }
  }

  private void probeWhenOpen(Probe probe) {
    try {
      for (int attempt = 1; pause(attempt); attempt++) {
        breaker.transitionToHalfOpenState();
        if (isBack(probe)) {
          breaker.transitionToClosedState();
          attempt = 0;
        } else {
          breaker.transitionToOpenState();
        }
      }
    } catch (InterruptedException _) {
      LOG.debug("No longer probing the {}", name);
    }
  }

  /** Waits until the next probe is due; false when there will be none. */
  private boolean pause(int attempt) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!open && !closed) {
        changed.await();
      }
      long left = TimeUnit.MILLISECONDS.toNanos(pauses.apply(attempt));
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** One that answers, even with no, is there. */
  private boolean isBack(Probe probe) throws InterruptedException {
    try {
      probe.ask();
      return true;
    } catch (GuestLost | IOException still) {
      why.set(String.valueOf(still.getMessage()));
      return false;
    } catch (JudgeFault said) {
      LOG.debug("The {} answers its probe", name, said);
      return true;
    }
  }

  /** Nothing is probed any more. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    prober.interrupt();
  }
}
