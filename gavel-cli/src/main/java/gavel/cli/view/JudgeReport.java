package gavel.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.model.topic.VerdictRecord.GroupReport;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.scoring.Grade;
import gavel.worker.judge.JudgedSubmission;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What {@code gavel judge} prints of a judgement. */
public final class JudgeReport {
  /** Of a message in a table; the whole of it is in the JSON. */
  private static final int WIDEST = 160;

  private static final int LONGEST = 400;
  private static final int MOST_LINES = 12;
  private static final int MOST_FAULTS = 3;

  private JudgeReport() {}

  /** One object with the fields that the README documents. */
  public static ObjectNode json(ProblemPackage problem, String language, JudgedSubmission judged) {
    ObjectNode json = StrictJson.object();
    json.put("problem", problem.id().value());
    json.put("language", language);
    json.put("status", judged.status().json());
    json.put("verdict", judged.verdict());
    json.put("message", judged.message().orElse(null));
    json.put("score", judged.score().isPresent() ? judged.score().getAsDouble() : null);
    json.put("cpu_time_ms", judged.cpuTime().toMillis());
    json.put("wall_time_ms", judged.wallTime().toMillis());
    json.put("memory_bytes", judged.memory().bytes());
    json.set("tests", tests(judged));
    json.set("groups", StrictJson.tree(judged.groups()));
    json.set("flaws", StrictJson.tree(judged.grade().map(Grade::flaws).orElse(List.of())));
    json.set("compile", StrictJson.tree(judged.compile()));
    VerifyJson.problems(json.putArray("errors"), problem.errors());
    VerifyJson.problems(json.putArray("warnings"), problem.warnings());
    return json;
  }

  /** What only judges may see is for whoever has the package at hand. */
  private static ArrayNode tests(JudgedSubmission judged) {
    ArrayNode tests = StrictJson.object().arrayNode();
    for (TestReport test : judged.tests()) {
      ObjectNode json = (ObjectNode) StrictJson.tree(test);
      json.put("message", test.message());
      json.put("judge_message", judged.judgeMessages().get(test.name()));
      if (judged.transcripts().containsKey(test.name())) {
        json.put("transcript", judged.transcripts().get(test.name()));
      }
      tests.add(json);
    }
    return tests;
  }

  private static String message(JudgedSubmission judged, TestReport test) {
    String shown = test.message() == null ? "" : test.message();
    String all = judged.judgeMessages().getOrDefault(test.name(), shown).strip();
    String line = all.lines().findFirst().orElse("");
    boolean whole = line.length() == all.length() && line.length() <= WIDEST;
    return whole ? line : line.substring(0, Math.min(line.length(), WIDEST)) + "…";
  }

  /** A table of the tests, and the verdict below it. */
  public static String text(JudgedSubmission judged) {
    StringBuilder text = new StringBuilder();
    CompileReport compile = judged.compile();
    if (compile.status() != Status.SUCCESS) {
      text.append(compile.output().stripTrailing()).append(System.lineSeparator());
    } else {
      text.append(table(judged)).append(System.lineSeparator());
      faults(judged).forEach(line -> text.append(line).append(System.lineSeparator()));
      String groups = groups(judged);
      text.append(groups.isEmpty() ? "" : System.lineSeparator() + groups);
      judged.grade().stream()
          .flatMap(grade -> grade.flaws().stream())
          .forEach(flaw -> text.append("package: ").append(flaw).append(System.lineSeparator()));
    }
    judged.tests().stream()
        .filter(test -> judged.transcripts().containsKey(test.name()))
        .forEach(test ->
            text.append(System.lineSeparator())
                .append(test.name())
                .append(System.lineSeparator())
                .append(judged.transcripts().get(test.name())));
    return text.append(System.lineSeparator())
        .append(judged.verdict())
        .append(' ')
        .append(judged.status().json())
        .append(judged.score().isPresent() ? ", score " + score(judged.score()) : "")
        .toString();
  }

  /** What of messages about the jury's programs does not fit the table, such as a compiler's. */
  private static List<String> faults(JudgedSubmission judged) {
    List<String> lines = new ArrayList<>();
    judged.tests().stream()
        .filter(test -> test.status() == Status.INTERNAL_ERROR)
        .map(test -> judged.judgeMessages().getOrDefault(test.name(), "").strip())
        .filter(message -> message.indexOf('\n') >= 0 || message.length() > WIDEST)
        .distinct()
        .limit(MOST_FAULTS)
        .forEach(message -> {
          lines.add("");
          Shown.lines(message, LONGEST, MOST_LINES).forEach(line -> lines.add("    " + line));
        });
    return lines;
  }

  private static TextTable table(JudgedSubmission judged) {
    boolean scored = judged.tests().stream().anyMatch(test -> test.score() != null);
    List<String> head = new ArrayList<>(List.of("test", "verdict", "cpu ms", "wall ms", "memory"));
    if (scored) {
      head.add("score");
    }
    head.add("message");
    TextTable table = new TextTable(head.toArray(String[]::new));
    for (TestReport test : judged.tests()) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  test.name(),
                  test.verdict(),
                  Long.toString(test.cpuTime().toMillis()),
                  Long.toString(test.wallTime().toMillis()),
                  Sizes.mebibytes(test.memory())));
      if (scored) {
        row.add(test.score() == null ? "" : score(OptionalDouble.of(test.score())));
      }
      row.add(message(judged, test));
      table.row(row.toArray(String[]::new));
    }
    return table;
  }

  private static String groups(JudgedSubmission judged) {
    if (judged.score().isEmpty() && judged.groups().stream().allMatch(g -> g.score() == null)) {
      return "";
    }
    TextTable table = new TextTable("group", "verdict", "score");
    for (GroupReport group : judged.groups()) {
      table.row(
          group.name().isEmpty() ? "all" : group.name(),
          group.verdict(),
          group.score() == null ? "" : score(OptionalDouble.of(group.score())));
    }
    return table + System.lineSeparator();
  }

  private static String score(OptionalDouble score) {
    return new DecimalFormat("0.####", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(score.getAsDouble());
  }
}
