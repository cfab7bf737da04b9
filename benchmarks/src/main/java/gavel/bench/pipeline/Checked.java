package gavel.bench.pipeline;

import gavel.bench.stack.Arrival;
import gavel.model.Status;
import gavel.model.topic.VerdictRecord;
import java.io.IOException;

/** Verdicts of programs that are right: any other than AC means that nothing was measured. */
final class Checked {
  private Checked() {}

  static VerdictRecord accepted(Arrival arrival) throws IOException {
    VerdictRecord verdict = arrival.verdict();
    if (verdict.status() != Status.SUCCESS) {
      throw new IOException(
          "The verdict of "
              + verdict.id()
              + ", which is right, is "
              + verdict.verdict()
              + (verdict.message() == null ? "" : ": " + verdict.message()));
    }
    return verdict;
  }
}
