package gavel.bench.sandbox;

import gavel.bench.rig.Slots;
import gavel.model.RunLimits;
import gavel.model.Termination;
import gavel.sandbox.RunReport;
import gavel.sandbox.SandboxFault;
import java.util.List;

/** Gavel in one slot, every layer on, from the order to the report; the box is clean again then. */
record GavelContender(
    String name, String floor, Slots slots, RunLimits limits, List<String> command)
    implements Contender {
  @Override
  public String note() {
    return "one slot, timed from Java around Sandbox.run";
  }

  @Override
  public Lap run(int times) throws SandboxFault, InterruptedException {
    return Lap.sequential(run(0, times));
  }

  /** The nanoseconds of each run in that slot. */
  long[] run(int slot, int times) throws SandboxFault, InterruptedException {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long begin = System.nanoTime();
      RunReport report = slots.run(slot, limits, command);
      nanos[i] = System.nanoTime() - begin;
      if (!report.termination().equals(new Termination.Exited(0))) {
        throw new IllegalStateException(command + " ended with " + report);
      }
    }
    return nanos;
  }
}
