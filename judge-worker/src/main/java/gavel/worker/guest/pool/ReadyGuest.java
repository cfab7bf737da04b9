package gavel.worker.guest.pool;

import gavel.worker.JudgeFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestClient;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A machine whose guest executor answers. */
final class ReadyGuest implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadyGuest.class);
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
    boolean made = false;
    try {
      GuestClient client = FirstAnswer.of(machine, settings.guest(), settings.patience()).guest();
      made = true;
      return new ReadyGuest(machine, client);
    } finally {
      if (!made) {
        machine.close();
      }
    }
  }

  Guest guest() {
    return client;
  }

  boolean isSound() {
    return machine.isAlive() && !client.isLost();
  }

  /** Asks it; one that does not answer in time is none that anybody wants. */
  boolean answers() throws InterruptedException {
    if (!isSound()) {
      return false;
    }
    try {
      client.status();
      return isSound();
    } catch (JudgeFault silent) {
      LOG.debug("A guest does not answer", silent);
      return false;
    }
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
    try {
      client.close();
    } finally {
      machine.close();
    }
  }
}
