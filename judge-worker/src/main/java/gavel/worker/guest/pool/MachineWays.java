package gavel.worker.guest.pool;

import gavel.worker.JudgeFault;
import java.io.IOException;

/**
 * The ways to a machine of one kind: booting it, and restoring a snapshot of one; and the way to a
 * snapshot.
 */
interface MachineWays {
  /** A machine that begins to boot. */
  Machine boot() throws IOException, InterruptedException;

  /** A machine that goes on where the snapshot was taken, in the present. */
  Machine restore(Snapshot snapshot) throws IOException, JudgeFault, InterruptedException;

  /**
   * Boots a machine, has it asked what guests are asked, and writes it down.
   *
   * @param taken gets the snapshot's files
   */
  void takeSnapshot(WarmUp warmUp, MachineDirectory taken)
      throws IOException, JudgeFault, InterruptedException;

  /** What a snapshot of these machines is called, by all that it depends on. */
  String snapshotName() throws IOException, InterruptedException;
}
