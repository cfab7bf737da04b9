package gavel.executor.run;

import gavel.model.RunOutcome;
import gavel.model.protocol.Body;
import gavel.sandbox.RunReport;
import java.io.IOException;
import java.util.List;

/** What came of a run; its output is there until this is closed. */
public record RunResult(
    RunOutcome outcome, RunReport report, OutputCollector stdout, OutputCollector stderr)
    implements AutoCloseable {

  /** The output, as it goes along with an answer. */
  public List<Body> bodies() throws IOException {
    return List.of(stdout.body(), stderr.body());
  }

  @Override
  public void close() throws IOException {
    try (stderr) {
      stdout.close();
    }
  }
}
