package gavel.bench.report;

import gavel.sandbox.SandboxFault;
import java.io.IOException;

/** Something that can be measured. */
public interface Bench {
  /** The one word that it is called by. */
  String name();

  /** What it measures, in one line. */
  String purpose();

  /** How many runs it makes when nothing is said. */
  int usualRuns();

  /** Measures, and leaves nothing behind. Interrupting the thread ends it early. */
  BenchReport measure(int runs, Progress progress)
      throws SandboxFault, IOException, InterruptedException;
}
