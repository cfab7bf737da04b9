package gavel.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code gavel demo} prints: expected and actual verdicts. */
public final class DemoReport {
  private static final int MESSAGE = 60;

  private DemoReport() {}

  /**
   * One sample.
   *
   * @param expected each of these is right
   * @param actual the JSON name of the status, or what came instead of a verdict
   */
  public record Row(
      String name,
      String language,
      Set<Status> expected,
      String actual,
      Duration cpuTime,
      ByteSize memory,
      String message) {
    /** Copies the set. */
    public Row {
      expected = Set.copyOf(expected);
    }

    /** Whether the verdict is one of the expected, to the letter. */
    public boolean isOk() {
      return expected.stream().anyMatch(status -> status.json().equals(actual));
    }

    private String expectedText() {
      return expected.stream()
          .sorted(Comparator.naturalOrder())
          .map(Status::json)
          .collect(Collectors.joining(" or "));
    }
  }

  /** Whether there are rows, and all of them are as expected. */
  public static boolean isOk(List<Row> rows) {
    return !rows.isEmpty() && rows.stream().allMatch(Row::isOk);
  }

  /** One object with the fields that the README documents. */
  public static ObjectNode json(List<Row> rows) {
    ObjectNode json = StrictJson.object().put("ok", isOk(rows));
    ArrayNode submissions = json.putArray("submissions");
    for (Row row : rows) {
      submissions
          .addObject()
          .put("name", row.name())
          .put("language", row.language())
          .put("expected", row.expectedText())
          .put("actual", row.actual())
          .put("ok", row.isOk())
          .put("cpu_time_ms", row.cpuTime().toMillis())
          .put("memory_bytes", row.memory().bytes())
          .put("message", row.message());
    }
    return json;
  }

  /** A table and a line that sums it up. */
  public static String text(List<Row> rows) {
    TextTable table =
        new TextTable(
            "submission", "language", "expected", "actual", "", "cpu ms", "memory", "message");
    for (Row row : rows) {
      table.row(
          row.name(),
          row.language(),
          row.expectedText(),
          row.actual(),
          row.isOk() ? "ok" : "DIFFERS",
          Long.toString(row.cpuTime().toMillis()),
          Sizes.mebibytes(row.memory()),
          brief(row.message()));
    }
    long right = rows.stream().filter(Row::isOk).count();
    return table
        + System.lineSeparator()
        + System.lineSeparator()
        + right
        + " of "
        + rows.size()
        + " verdicts are as expected.";
  }

  private static String brief(String message) {
    String line = message.lines().findFirst().orElse("");
    return line.length() <= MESSAGE ? line : line.substring(0, MESSAGE - 1) + "…";
  }
}
