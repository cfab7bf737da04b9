package gavel.bench.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;

/**
 * What was measured: {@code bench, machine{cores, kernel, java}}, and what the bench adds.
 *
 * @param ok nothing was found that should not be
 */
public record BenchReport(ObjectNode json, boolean ok) {
  /** The head of a report, to which rows are added. */
  public static ObjectNode head(Bench bench) {
    ObjectNode json = StrictJson.object().put("bench", bench.name());
    json.putObject("machine")
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("kernel", System.getProperty("os.version"))
        .put("java", Runtime.version().toString());
    return json;
  }

  /** A report of measurements alone. */
  public static BenchReport of(ObjectNode json) {
    return new BenchReport(json, true);
  }
}
