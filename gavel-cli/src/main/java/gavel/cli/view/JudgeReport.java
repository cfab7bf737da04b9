package gavel.cli.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.worker.judge.JudgedSubmission;

/** What {@code gavel judge} prints of a judgement. */
public final class JudgeReport {
  private JudgeReport() {}

  /** One object with the fields that the README documents. */
  public static ObjectNode json(String problem, String language, JudgedSubmission judged) {
    ObjectNode json = StrictJson.object();
    json.put("problem", problem);
    json.put("language", language);
    json.put("status", judged.status().json());
    json.put("verdict", judged.verdict());
    json.put("message", judged.message().orElse(null));
    json.putNull("score");
    json.put("cpu_time_ms", judged.cpuTime().toMillis());
    json.put("wall_time_ms", judged.wallTime().toMillis());
    json.put("memory_bytes", judged.memory().bytes());
    json.set("tests", StrictJson.tree(judged.tests()));
    json.set("compile", StrictJson.tree(judged.compile()));
    return json;
  }

  /** A table of the tests, and the verdict below it. */
  public static String text(JudgedSubmission judged) {
    StringBuilder text = new StringBuilder();
    CompileReport compile = judged.compile();
    if (compile.status() != Status.SUCCESS) {
      text.append(compile.output().stripTrailing()).append(System.lineSeparator());
    } else {
      TextTable table = new TextTable("test", "verdict", "cpu ms", "wall ms", "memory", "message");
      for (TestReport test : judged.tests()) {
        table.row(
            test.name(),
            test.verdict(),
            Long.toString(test.cpuTime().toMillis()),
            Long.toString(test.wallTime().toMillis()),
            Sizes.mebibytes(test.memory()),
            test.message() == null ? "" : test.message().replace('\n', ' '));
      }
      text.append(table).append(System.lineSeparator());
    }
    return text.append(System.lineSeparator())
        .append(judged.verdict())
        .append(' ')
        .append(judged.status().json())
        .toString();
  }
}
