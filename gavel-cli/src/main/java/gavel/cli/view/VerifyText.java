package gavel.cli.view;

import gavel.cli.verify.Assessment;
import gavel.cli.verify.DataCheck;
import gavel.cli.verify.SubmissionReport;
import gavel.cli.verify.TestOutcome;
import gavel.cli.verify.VerifyReport;
import gavel.model.Status;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.PackageProblem.Severity;
import gavel.testcases.timing.TimeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code gavel problem verify} prints for people. */
public final class VerifyText {
  private static final int MOST_TESTS = 5;
  private static final int LONGEST = 400;
  private static final int MOST_LINES = 12;
  private static final String RED = "\u001b[31m";
  private static final String YELLOW = "\u001b[33m";
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private final VerifyReport report;
  private final boolean colours;
  private final List<String> lines = new ArrayList<>();

  private VerifyText(VerifyReport report, boolean colours) {
    this.report = report;
    this.colours = colours;
  }

  /**
   * A table of the submissions, what is wrong with each below it, and a line that sums it up.
   *
   * @param colours whether lines are coloured for a terminal
   */
  public static String of(VerifyReport report, boolean colours) {
    VerifyText text = new VerifyText(report, colours);
    text.head();
    text.submissions();
    text.margins();
    text.data();
    text.add(report.ok() ? GREEN : RED, VerifyWords.summary(report));
    return String.join(System.lineSeparator(), text.lines);
  }

  private void head() {
    lines.add(
        safe(report.problem() + ": " + report.name())
            + ", "
            + VerifyWords.count(report.tests(), "test")
            + ", "
            + report
                .limit()
                .map(limit -> "time limit " + VerifyWords.limit(limit))
                .orElse("no time limit"));
    for (PackageProblem problem : report.problems()) {
      String colour = problem.severity() == Severity.ERROR ? RED : YELLOW;
      indented("  ", problem.toString()).forEach(line -> add(colour, line));
    }
    lines.add("");
  }

  private void submissions() {
    if (report.submissions().isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(
            "submission",
            "language",
            "expected",
            "verdict",
            "score",
            "slowest test",
            "cpu ms",
            "of limit",
            "");
    for (SubmissionReport submission : report.submissions()) {
      row(table, submission);
    }
    List<String> rows = table.toString().lines().toList();
    lines.add(rows.getFirst());
    for (int i = 1; i < rows.size(); i++) {
      SubmissionReport submission = report.submissions().get(i - 1);
      add(colour(submission), rows.get(i));
      below(submission);
    }
    lines.add("");
  }

  private void row(TextTable table, SubmissionReport submission) {
    Optional<TestOutcome> slowest = submission.assessment().flatMap(Assessment::slowest);
    table.row(
        safe(submission.name()),
        submission.languageName(),
        VerifyWords.expected(submission),
        submission.verdict(),
        VerifyWords.score(submission),
        slowest.map(test -> safe(test.name())).orElse(""),
        slowest.map(test -> (test.stopped() ? ">" : "") + test.time().toMillis()).orElse(""),
        slowest
            .flatMap(test -> report.limit().map(limit -> VerifyWords.percent(test, limit)))
            .orElse(""),
        VerifyWords.flags(submission));
  }

  private static String colour(SubmissionReport submission) {
    if (!submission.ok()) {
      return RED;
    }
    return submission.borderline() || submission.assessment().isEmpty() ? YELLOW : "";
  }

  private void below(SubmissionReport submission) {
    for (String remark : VerifyWords.remarks(submission)) {
      lines.addAll(indented("    ", remark));
    }
    boolean compiled =
        submission.assessment().map(judged -> !judged.tests().isEmpty()).orElse(false);
    if (submission.ok()) {
      return;
    }
    if (!compiled) {
      submission
          .assessment()
          .ifPresent(judged ->
              judged
                  .compile()
                  .output()
                  .lines()
                  .limit(MOST_TESTS)
                  .forEach(line -> lines.add("      " + safe(line))));
      return;
    }
    List<TestOutcome> tests = submission.inQuestion();
    tests.stream()
        .limit(MOST_TESTS)
        .forEach(test ->
            lines.addAll(
                test.status() == Status.INTERNAL_ERROR
                    ? indented("      ", test(test))
                    : List.of("      " + safe(test(test)))));
    if (tests.size() > MOST_TESTS) {
      lines.add("      and " + (tests.size() - MOST_TESTS) + " more");
    }
  }

  private static String test(TestOutcome test) {
    return test.name()
        + " "
        + test.status().verdict()
        + " "
        + (test.stopped() ? "over " : "")
        + VerifyWords.seconds(test.time())
        + (test.run().message().isEmpty() ? "" : " " + test.run().message());
  }

  private void margins() {
    if (report.limit().isEmpty()) {
      return;
    }
    TimeLimit limit = report.limit().get();
    report
        .margins()
        .slowest()
        .ifPresent(found ->
            lines.add("slowest that has to pass: " + safe(VerifyWords.slowest(found, limit))));
    report
        .margins()
        .fastest()
        .ifPresent(found ->
            lines.add(
                "fastest that has to be stopped: " + safe(VerifyWords.fastest(found, limit))));
  }

  private void data() {
    List<String> counts = new ArrayList<>();
    for (DataCheck.Result result : DataCheck.Result.values()) {
      long count = report.data().stream().filter(check -> check.result() == result).count();
      String word =
          switch (result) {
            case OK -> " passed";
            case UNCHECKED -> " not made";
            case DOUBTFUL -> " doubtful";
            case FLAW -> " failed";
          };
      if (count > 0) {
        counts.add(count + word);
      }
    }
    if (!counts.isEmpty()) {
      lines.add("checks of inputs and answers: " + String.join(", ", counts));
    }
  }

  private void add(String colour, String line) {
    lines.add(colours && !colour.isEmpty() ? colour + line + PLAIN : line);
  }

  /** What has several lines, as those of a compiler, keeps them. */
  private static List<String> indented(String indent, String text) {
    List<String> shown = Shown.lines(text, LONGEST, MOST_LINES);
    List<String> lines = new ArrayList<>();
    for (String line : shown) {
      lines.add(lines.isEmpty() ? indent + line : indent + "    " + line);
    }
    return lines;
  }

  /** What a package says must not steer a terminal. */
  private static String safe(String text) {
    return Shown.line(text, LONGEST);
  }
}
