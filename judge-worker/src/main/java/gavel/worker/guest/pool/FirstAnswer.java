package gavel.worker.guest.pool;

import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.OperatorClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits for a machine to answer. */
final class FirstAnswer {
  private static final long BETWEEN_ATTEMPTS_MS = 10;

  private FirstAnswer() {}

  /**
   * Says {@code hello} to its executor until that answers.
   *
   * @param patience after which the machine is stopped
   * @throws GuestLost when the machine ended, or was stopped
   */
  static OperatorClient of(Machine machine, GuestSettings settings, Duration patience)
      throws JudgeFault, InterruptedException {
    // Who connects before the guest has booted waits; the end of the machine ends that, too.
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(
            machine::stop,
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
    try {
      while (true) {
        try {
          return OperatorClient.connect(machine.transport(), settings);
        } catch (GuestLost notYet) {
          if (!machine.isAlive()) {
            throw new GuestLost(
                "The machine ended, or did not answer within "
                    + patience
                    + ": "
                    + machine.lastWords(),
                notYet);
          }
        }
        TimeUnit.MILLISECONDS.sleep(BETWEEN_ATTEMPTS_MS);
      }
    } finally {
      deadline.cancel(false);
    }
  }
}
