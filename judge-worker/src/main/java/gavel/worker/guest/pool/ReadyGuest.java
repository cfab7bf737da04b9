package gavel.worker.guest.pool;

import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestClient;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A machine whose guest executor answers. */
final class ReadyGuest implements AutoCloseable {
  private static final long BETWEEN_ATTEMPTS_MS = 20;
  private final Machine machine;
  private final GuestClient client;
  private int uses;

  private ReadyGuest(Machine machine, GuestClient client) {
    this.machine = machine;
    this.client = client;
  }

  /** Starts a machine and waits until its guest executor answers. */
  static ReadyGuest make(MachineStarter starter, PoolSettings settings)
      throws IOException, JudgeFault, InterruptedException {
    Machine machine = starter.start();
    // Who connects before the guest has booted waits; the end of the machine ends that, too.
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(
            machine::stop,
            CompletableFuture.delayedExecutor(
                settings.patience().toMillis(), TimeUnit.MILLISECONDS));
    boolean made = false;
    try {
      GuestClient client = connect(machine, settings);
      made = true;
      return new ReadyGuest(machine, client);
    } finally {
      deadline.cancel(false);
      if (!made) {
        machine.close();
      }
    }
  }

  private static GuestClient connect(Machine machine, PoolSettings settings)
      throws JudgeFault, InterruptedException {
    while (true) {
      try {
        return GuestClient.connect(machine.transport(), settings.guest());
      } catch (GuestLost notYet) {
        if (!machine.isAlive()) {
          throw new GuestLost(
              "The machine ended, or did not answer within "
                  + settings.patience()
                  + ": "
                  + machine.lastWords(),
              notYet);
        }
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_ATTEMPTS_MS);
    }
  }

  Guest guest() {
    return client;
  }

  boolean isSound() {
    return machine.isAlive() && !client.isLost();
  }

  String lastWords() {
    return machine.lastWords();
  }

  /** How many judgements it has had, this one included. */
  int countUse() {
    uses++;
    return uses;
  }

  @Override
  public void close() {
    client.close();
    machine.close();
  }
}
