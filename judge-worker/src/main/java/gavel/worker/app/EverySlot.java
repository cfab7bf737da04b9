package gavel.worker.app;

import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestFailed;
import gavel.worker.JudgeFault.Unavailable;
import gavel.worker.guest.pool.GuestSource;
import gavel.worker.guest.pool.GuestSource.Lease;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the known programs in all slots of an executor at once: each slot has control groups and a
 * user of its own, and so something of its own that can be wrong.
 */
record EverySlot(GuestSource guests, int slots, int timeFactor) {
  private static final Logger LOG = LoggerFactory.getLogger(EverySlot.class);

  /** Fails where one of them does not end a program as it must. */
  void test(List<String> languages)
      throws SelfTest.Failed, JudgeFault, IOException, InterruptedException {
    Callable<List<String>> each = () -> failures(languages);
    List<String> failures = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            slots, Thread.ofPlatform().daemon().name("self-test-", 0).factory())) {
      for (Future<List<String>> result :
          threads.invokeAll(Stream.generate(() -> each).limit(slots).toList())) {
        failures.addAll(outcome(result));
      }
    }
    SelfTest.require(failures.stream().distinct().toList());
  }

  private static List<String> outcome(Future<List<String>> result)
      throws JudgeFault, IOException, InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof JudgeFault fault) {
        throw fault;
      }
      if (cause instanceof IOException fault) {
        throw fault;
      }
      throw new IllegalStateException(failed);
    }
  }

  /** A slot in which somebody else's program runs is known to work by whoever tested it before. */
  private List<String> failures(List<String> languages)
      throws JudgeFault, IOException, InterruptedException {
    try (Lease lease = guests.take()) {
      List<String> failures = new KnownVerdicts(lease.guest(), timeFactor).failures(languages);
      lease.endedInOrder();
      return failures;
    } catch (JudgeFault fault) {
      if (isBusy(fault)) {
        LOG.warn("A slot was not tested, it is in use: {}", fault.getMessage());
        return List.of();
      }
      throw fault;
    }
  }

  private static boolean isBusy(JudgeFault fault) {
    return fault instanceof Unavailable || (fault instanceof GuestFailed failed && failed.isBusy());
  }
}
