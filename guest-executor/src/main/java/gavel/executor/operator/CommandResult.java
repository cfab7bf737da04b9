package gavel.executor.operator;

import gavel.executor.run.OutputCollector;
import gavel.model.protocol.Body;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What came of a command; its output is there until this is closed.
 *
 * @param timedOut whether it was ended because its time was up
 */
public record CommandResult(
    CommandEnd end,
    boolean timedOut,
    Duration wallTime,
    boolean stdoutTruncated,
    boolean stderrTruncated,
    OutputCollector stdout,
    OutputCollector stderr)
    implements Closeable {

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
