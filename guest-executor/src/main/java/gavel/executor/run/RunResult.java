package gavel.executor.run;

import gavel.model.RunOutcome;
import gavel.model.protocol.Body;
import gavel.sandbox.RunReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What came of a run; its output is there until this is closed. */
public record RunResult(
    RunOutcome outcome,
    RunReport report,
    OutputCollector stdout,
    OutputCollector stderr,
    Collection collected)
    implements AutoCloseable {

  /** The output, as it goes along with an answer. */
  public List<Body> bodies() throws IOException {
    List<Body> bodies = new ArrayList<>(List.of(stdout.body(), stderr.body()));
    bodies.addAll(collected.bodies());
    return bodies;
  }

  @Override
  public void close() throws IOException {
    try (collected;
        stderr) {
      stdout.close();
    }
  }
}
