package gavel.cli.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import gavel.model.protocol.GuestMessage.CommandEnded;
import java.util.Optional;

/** What came of an operator's command. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record CommandReport(CommandEnded ended, byte[] stdout, byte[] stderr) {
  /** Whether it did what it should. */
  public boolean succeeded() {
    return ended.exitCode() != null && ended.exitCode() == 0;
  }

  /** One object with the fields that the README documents. */
  public ObjectNode json() {
    ObjectNode json = StrictJson.object();
    json.put("exit_code", ended.exitCode());
    json.put("signal", ended.signal());
    json.put("signal_name", ended.signalName());
    json.put("reason", ended.reason());
    RunReport.addText(json, "stdout", stdout);
    RunReport.addText(json, "stderr", stderr);
    json.put("stdout_truncated", ended.stdoutTruncated());
    json.put("stderr_truncated", ended.stderrTruncated());
    json.put("wall_time_ms", ended.wallTime().toMillis());
    return json;
  }

  /** What is to be said beside its output; nothing where it succeeded and all of it is there. */
  public Optional<String> text() {
    StringBuilder text = new StringBuilder();
    if (!succeeded()) {
      text.append(
          ended.signalName() == null
              ? "the command exited with " + ended.exitCode()
              : "the command was ended by " + ended.signalName());
      text.append(ended.reason() == null ? "" : " (" + ended.reason() + ")");
    }
    if (ended.stdoutTruncated() || ended.stderrTruncated()) {
      text.append(text.isEmpty() ? "" : "; ").append("its output is cut");
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
  }
}
