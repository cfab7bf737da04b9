package gavel.bench.chaos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import gavel.bench.report.Measurement;
import gavel.bench.stack.Program;
import gavel.bench.stack.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something to one of the programs every few seconds, until it is closed. */
final class Trouble implements AutoCloseable {
  private static final int LEAST_PAUSE_MS = 1000;
  private static final int PAUSES_MS = 3000;
  private static final int LEAST_HOLD_MS = 1000;
  private static final int HOLDS_MS = 6000;

  /** A worker is also held for longer than its locks last. */
  private static final int WORKER_HOLDS_MS = 20_000;

  private static final double MILLI = 1e3;
  private final Stack stack;
  private final SplittableRandom random;
  private final long begin = System.nanoTime();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Event> events = new ArrayList<>();
  private final Map<Program, Long> held = new HashMap<>();
  private final Thread thread = Thread.ofPlatform().name("trouble").unstarted(this::make);
  private Optional<Exception> failure = Optional.empty();

  private record Event(long atMillis, String program, Action action, long forMillis) {}

  private enum Action {
    KILL,
    STOP,
    RESTART
  }

  private Trouble(Stack stack, long seed) {
    this.stack = stack;
    this.random = new SplittableRandom(seed);
  }

  static Trouble begin(Stack stack, long seed) {
    Trouble trouble = new Trouble(stack, seed);
    trouble.thread.start();
    return trouble;
  }

  private void make() {
    try {
      while (!waited(random.nextInt(PAUSES_MS) + LEAST_PAUSE_MS)) {
        Program victim = victim();
        Action action = Action.values()[random.nextInt(Action.values().length)];
        int hold = hold(victim);
        if (victim.isReady() && !held.containsKey(victim)) {
          act(victim, action, hold);
        }
      }
    } catch (IOException | InterruptedException failed) {
      failure = Optional.of(failed);
    }
  }

  /** Three times of five a worker. */
  private Program victim() {
    int point = random.nextInt(5);
    return switch (point) {
      case 0 -> stack.broker();
      case 1 -> stack.executor();
      default -> stack.workers().get(random.nextInt(stack.workers().size()));
    };
  }

  private int hold(Program victim) {
    boolean worker = stack.workers().contains(victim);
    return LEAST_HOLD_MS + random.nextInt(worker ? WORKER_HOLDS_MS : HOLDS_MS);
  }

  private void act(Program victim, Action action, int hold)
      throws IOException, InterruptedException {
    switch (action) {
      case KILL -> victim.kill();
      case RESTART -> victim.terminate();
      case STOP -> {
        victim.stop();
        held.put(victim, System.nanoTime() + Duration.ofMillis(hold).toNanos());
      }
    }
    long at = Duration.ofNanos(System.nanoTime() - begin).toMillis();
    events.add(new Event(at, victim.name(), action, action == Action.STOP ? hold : 0));
  }

  /** Waits, and lets go on whoever was held for long enough; says whether that was the end. */
  private boolean waited(int millis) throws IOException, InterruptedException {
    long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    while (System.nanoTime() < until) {
      if (end.await(100, TimeUnit.MILLISECONDS)) {
        return true;
      }
      release(System.nanoTime());
    }
    return false;
  }

  private void release(long now) throws IOException, InterruptedException {
    for (Program each : List.copyOf(held.keySet())) {
      if (held.getOrDefault(each, 0L) <= now) {
        each.proceed();
        held.remove(each);
      }
    }
  }

  /** Writes what was done to which program when, and how often each was started. */
  void putInto(ArrayNode rows) {
    for (Event event : events) {
      rows.addObject()
          .put("at_s", Measurement.rounded(event.atMillis() / MILLI))
          .put("program", event.program())
          .put("action", event.action().name().toLowerCase(Locale.ROOT))
          .put("for_s", Measurement.rounded(event.forMillis() / MILLI));
    }
  }

  int count() {
    return events.size();
  }

  /** Makes no more, and lets everything go on. */
  @Override
  public void close() throws IOException {
    end.countDown();
    try {
      thread.join();
      release(Long.MAX_VALUE);
    } catch (InterruptedException _) {
      // closing the stack lets everything go on, too
      Thread.currentThread().interrupt();
    }
    if (failure.isPresent()) {
      throw new IOException("The trouble itself had some: " + failure.get(), failure.get());
    }
  }
}
