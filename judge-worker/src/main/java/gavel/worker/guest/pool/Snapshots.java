package gavel.worker.guest.pool;

import gavel.worker.JudgeFault;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one snapshot that machines are restored from: found, or taken when the first machine is
 * wanted. Whatever goes wrong with it is a warning, and there is none from then on.
 */
final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private final MachineWays machines;
  private final SnapshotShelf shelf;
  private final WarmUp warmUp;
  private Optional<Snapshot> snapshot = Optional.empty();
  private boolean hopeless;

  Snapshots(MachineWays machines, SnapshotShelf shelf, WarmUp warmUp) {
    this.machines = machines;
    this.shelf = shelf;
    this.warmUp = warmUp;
  }

  /** A machine that was restored; nothing where that does not work. */
  Optional<Machine> restore() throws InterruptedException {
    try {
      Optional<Snapshot> from = foundOrTaken();
      return from.isEmpty() ? Optional.empty() : Optional.of(machines.restore(from.get()));
    } catch (IOException | JudgeFault failed) {
      requireNotEnding(failed);
      LOG.warn("No machine can be restored from a snapshot; they boot instead", failed);
      giveUp();
      return Optional.empty();
    }
  }

  /** Whoever ends the worker interrupts what is being restored, and nothing is wrong with that. */
  private static void requireNotEnding(Exception failed) throws InterruptedException {
    if (failed instanceof ClosedByInterruptException || Thread.currentThread().isInterrupted()) {
      LOG.debug("No machine is restored any more", failed);
      throw new InterruptedException("A restore was interrupted");
    }
  }

  /** Several machines may be restored at a time, but a snapshot is taken once. */
  private synchronized Optional<Snapshot> foundOrTaken()
      throws IOException, JudgeFault, InterruptedException {
    if (snapshot.isEmpty() && !hopeless) {
      snapshot = Optional.of(get());
    }
    return snapshot;
  }

  private synchronized void giveUp() {
    hopeless = true;
    snapshot.ifPresent(shelf::discard);
    snapshot = Optional.empty();
  }

  private Snapshot get() throws IOException, JudgeFault, InterruptedException {
    String name = machines.snapshotName();
    Optional<Snapshot> found = shelf.find(name);
    if (found.isPresent()) {
      LOG.info("Machines are restored from {}", found.get().directory());
      return found.get();
    }
    LOG.info("A machine boots once, for a snapshot that the others are restored from");
    try (MachineDirectory taken = shelf.begin()) {
      machines.takeSnapshot(warmUp, taken);
      Snapshot kept = shelf.keep(taken, name);
      LOG.info(
          "Machines are restored from {}: {} MiB of memory",
          kept.directory(),
          kept.extents().total() >> 20);
      return kept;
    }
  }
}
