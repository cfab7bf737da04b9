package gavel.worker.app;

import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestFailed;
import gavel.worker.guest.pool.GuestSource;
import gavel.worker.guest.pool.GuestSource.Lease;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each of the known programs once in every slot of an executor: a slot has control groups and
 * a user of its own, and so something of its own that can be wrong. Slots are used in turn, so as
 * many runs as there are slots come to all of them, where nobody else uses the executor.
 *
 * @param threads that run them at a time
 */
record EverySlot(GuestSource guests, int threads, int timeFactor) {
  private static final Logger LOG = LoggerFactory.getLogger(EverySlot.class);

  /** What is done with a guest. */
  private interface Use<T> {
    T with(KnownVerdicts verdicts)
        throws SelfTest.Failed, JudgeFault, IOException, InterruptedException;
  }

  /** What is to be run, in how many slots. */
  private record Plan(String artifact, int slots) {}

  /** Fails where one of them does not end a program as it must. */
  void test(List<String> languages)
      throws SelfTest.Failed, JudgeFault, IOException, InterruptedException {
    Plan plan = use(verdicts -> new Plan(verdicts.compile(languages), verdicts.slots()));
    List<String> failures = new ArrayList<>();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("self-test-", 0).factory())) {
      for (String how : KnownVerdicts.words()) {
        Callable<Optional<String>> run =
            () -> use(verdicts -> verdicts.failure(plan.artifact(), how));
        failures.addAll(
            outcomes(pool.invokeAll(Stream.generate(() -> run).limit(plan.slots()).toList())));
      }
    }
    SelfTest.require(failures.stream().distinct().toList());
  }

  private <T> T use(Use<T> use)
      throws SelfTest.Failed, JudgeFault, IOException, InterruptedException {
    try (Lease lease = guests.take()) {
      T result = use.with(new KnownVerdicts(lease.guest(), timeFactor));
      lease.endedInOrder();
      return result;
    }
  }

  /** A slot in which others judge was tested by them; but one at least has to be free. */
  private static List<String> outcomes(List<Future<Optional<String>>> runs)
      throws JudgeFault, IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    List<GuestFailed> busy = new ArrayList<>();
    for (Future<Optional<String>> run : runs) {
      try {
        run.get().ifPresent(failures::add);
      } catch (ExecutionException failed) {
        busy.add(busy(failed));
      }
    }
    if (busy.size() == runs.size()) {
      throw busy.getLast();
    }
    busy.forEach(each -> LOG.warn("A slot was not tested, it is in use: {}", each.getMessage()));
    return failures;
  }

  private static GuestFailed busy(ExecutionException failed) throws JudgeFault, IOException {
    Throwable cause = failed.getCause();
    if (cause instanceof GuestFailed busy && busy.isBusy()) {
      return busy;
    }
    if (cause instanceof JudgeFault fault) {
      throw fault;
    }
    if (cause instanceof IOException fault) {
      throw fault;
    }
    throw new IllegalStateException(failed);
  }
}
