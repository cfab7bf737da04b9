package gavel.cli.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.topic.VerdictRecord.CompileReport;
import java.util.Base64;
import java.util.Optional;

/** What {@code gavel run} prints of a run, or of a compilation that failed. */
public final class RunReport {
  private RunReport() {}

  /** What was run: the measures and the two outputs. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Outcome(Ran ran, byte[] stdout, byte[] stderr) {}

  /** One object with the fields that the README documents. */
  public static ObjectNode json(CompileReport compile, Optional<Outcome> outcome) {
    ObjectNode json = StrictJson.object();
    json.put("status", status(compile, outcome).json());
    json.put("verdict", status(compile, outcome).verdict());
    outcome.ifPresentOrElse(o -> addRun(json, o), () -> addNothing(json));
    json.set("compile", StrictJson.tree(compile));
    return json;
  }

  private static Status status(CompileReport compile, Optional<Outcome> outcome) {
    return outcome.map(o -> o.ran().status()).orElse(compile.status());
  }

  private static void addRun(ObjectNode json, Outcome outcome) {
    Ran ran = outcome.ran();
    json.put("exit_code", ran.exitCode());
    json.put("signal", ran.signal());
    json.put("signal_name", ran.signalName());
    json.put("reason", ran.reason());
    json.set("limit", ran.limit() == null ? null : StrictJson.tree(ran.limit()));
    addText(json, "stdout", outcome.stdout());
    addText(json, "stderr", outcome.stderr());
    json.put("stdout_truncated", ran.stdoutTruncated());
    json.put("stderr_truncated", ran.stderrTruncated());
    json.put("cpu_time_ms", ran.cpuTime().toMillis());
    json.put("user_time_ms", ran.userTime().toMillis());
    json.put("system_time_ms", ran.systemTime().toMillis());
    json.put("wall_time_ms", ran.wallTime().toMillis());
    json.put("memory_bytes", ran.memory().bytes());
    json.put("max_rss_bytes", ran.maxRss().bytes());
    json.put("processes_peak", ran.processesPeak());
  }

  private static void addNothing(ObjectNode json) {
    json.putNull("exit_code");
    json.putNull("signal");
    json.putNull("signal_name");
    json.putNull("reason");
    json.putNull("limit");
    json.put("stdout", "");
    json.put("stderr", "");
    json.put("stdout_truncated", false);
    json.put("stderr_truncated", false);
    json.put("cpu_time_ms", 0);
    json.put("user_time_ms", 0);
    json.put("system_time_ms", 0);
    json.put("wall_time_ms", 0);
    json.put("memory_bytes", 0);
    json.put("max_rss_bytes", 0);
    json.putNull("processes_peak");
  }

  /** Text as it is, else its base64 under another name. */
  static void addText(ObjectNode json, String field, byte[] bytes) {
    Utf8.decode(bytes)
        .ifPresentOrElse(
            text -> json.put(field, text),
            () -> json.put(field + "_base64", Base64.getEncoder().encodeToString(bytes)));
  }

  /** The status and a table of the measures, for standard error. */
  public static String text(CompileReport compile, Optional<Outcome> outcome) {
    if (outcome.isEmpty()) {
      return compile.status().json() + " (" + compile.time().toMillis() + " ms)";
    }
    Ran ran = outcome.get().ran();
    TextTable table =
        new TextTable(
            "cpu ms", "user ms", "system ms", "wall ms", "memory", "max rss", "processes");
    table.row(
        Long.toString(ran.cpuTime().toMillis()),
        Long.toString(ran.userTime().toMillis()),
        Long.toString(ran.systemTime().toMillis()),
        Long.toString(ran.wallTime().toMillis()),
        Sizes.mebibytes(ran.memory()),
        Sizes.mebibytes(ran.maxRss()),
        ran.processesPeak() == null ? "" : ran.processesPeak().toString());
    return end(ran) + System.lineSeparator() + table;
  }

  /** Such as {@code runtime_error (exit code 3) (stdout cut)}. */
  private static String end(Ran ran) {
    return ran.status().json()
        + (ran.reason() == null ? "" : " (" + ran.reason() + ")")
        + (ran.stdoutTruncated() ? "  (stdout cut)" : "")
        + (ran.stderrTruncated() ? "  (stderr cut)" : "");
  }
}
