package gavel.cli.view;

import gavel.cli.verify.Assessment;
import gavel.cli.verify.SubmissionReport;
import gavel.cli.verify.TestOutcome;
import gavel.cli.verify.VerifyReport;
import gavel.model.Status;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.PackageProblem.Severity;
import gavel.testcases.timing.TimeLimit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code gavel problem verify --html} writes: one page that needs nothing beside itself, and
 * no scripts. All text of the package is escaped.
 */
public final class VerifyPage {
  private static final int MOST_TESTS = 8;

  private final StringBuilder page = new StringBuilder();

  private VerifyPage() {}

  /** A page about these packages. */
  public static String of(List<VerifyReport> reports) {
    VerifyPage page = new VerifyPage();
    String title = reports.stream().map(VerifyReport::problem).collect(Collectors.joining(", "));
    page.add("<!doctype html>");
    page.add("<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    page.add("<title>" + Html.escape(title) + " – gavel problem verify</title>");
    page.add("<style>" + PageStyle.CSS + "</style></head><body><main>");
    reports.forEach(page::report);
    page.add("</main></body></html>");
    return page.page.toString();
  }

  private void report(VerifyReport report) {
    add(
        "<section><header><h1>"
            + Html.escape(report.name())
            + " <small>"
            + Html.escape(report.problem())
            + "</small></h1>");
    add(
        "<p class=\""
            + (report.ok() ? "good" : "bad")
            + " summary\">"
            + VerifyWords.summary(report)
            + "</p></header>");
    facts(report);
    problems("Errors", "bad", problems(report, Severity.ERROR));
    problems("Warnings", "odd", problems(report, Severity.WARNING));
    submissions(report);
    String plot = VerifyPlot.of(report);
    if (!plot.isEmpty()) {
      add("<h2>CPU times</h2><div class=\"wide\">" + plot + "</div>");
      add(
          "<p class=\"legend\">A bar ends at the slowest test, each tick is a test; an arrow is a"
              + " run that was stopped. Between the two lines is the safety margin.</p>");
    }
    grid(report);
    add("</section>");
  }

  private void facts(VerifyReport report) {
    add("<dl>");
    fact("Tests", Integer.toString(report.tests()));
    fact("Time limit", report.limit().map(VerifyWords::limit).orElse("none"));
    report
        .limit()
        .ifPresent(limit -> {
          report
              .margins()
              .slowest()
              .ifPresent(
                  found -> fact("Slowest that has to pass", VerifyWords.slowest(found, limit)));
          report
              .margins()
              .fastest()
              .ifPresent(found ->
                  fact("Fastest that has to be stopped", VerifyWords.fastest(found, limit)));
        });
    if (!report.unenforced().isEmpty()) {
      fact("Not enforced here", String.join(", ", report.unenforced()));
    }
    add("</dl>");
  }

  private void fact(String what, String value) {
    add("<dt>" + what + "</dt><dd>" + Html.escape(value) + "</dd>");
  }

  private static List<PackageProblem> problems(VerifyReport report, Severity severity) {
    return report.problems().stream().filter(each -> each.severity() == severity).toList();
  }

  private void problems(String title, String style, List<PackageProblem> problems) {
    if (problems.isEmpty()) {
      return;
    }
    add("<h2>" + title + "</h2><ul class=\"problems " + style + "\">");
    for (PackageProblem problem : problems) {
      add(
          "<li><code>"
              + Html.escape(problem.file() + ":" + problem.line())
              + "</code> <span>"
              + Html.escape(problem.message())
              + "</span></li>");
    }
    add("</ul>");
  }

  private void submissions(VerifyReport report) {
    add(
        "<h2>Submissions</h2><div class=\"wide\"><table class=\"submissions\"><thead><tr>"
            + "<th>Submission</th><th>Language</th><th>Expected</th><th>Verdict</th><th>Score</th>"
            + "<th>Slowest test</th><th class=\"n\">CPU</th><th class=\"n\">Of limit</th><th></th>"
            + "</tr></thead><tbody>");
    report.submissions().forEach(each -> submission(each, report.limit()));
    add("</tbody></table></div>");
  }

  private void submission(SubmissionReport submission, Optional<TimeLimit> limit) {
    Optional<TestOutcome> slowest = submission.assessment().flatMap(Assessment::slowest);
    add(
        "<tr class=\""
            + (submission.ok() ? "" : "wrong")
            + "\">"
            + "<th scope=\"row\">"
            + Html.escape(submission.name())
            + "</th>");
    cell(submission.languageName());
    cell(VerifyWords.expected(submission));
    add(
        "<td><span class=\"verdict v-"
            + submission.verdict()
            + "\">"
            + submission.verdict()
            + "</span></td>");
    cell(VerifyWords.score(submission));
    cell(slowest.map(TestOutcome::name).orElse(""));
    number(slowest.map(test -> (test.stopped() ? ">" : "") + VerifyWords.seconds(test.time())));
    number(slowest.flatMap(test -> limit.map(found -> VerifyWords.percent(test, found))));
    add("<td class=\"flags\">" + VerifyWords.flags(submission) + "</td></tr>");
    List<String> remarks = VerifyWords.remarks(submission);
    if (!remarks.isEmpty()) {
      add("<tr class=\"remarks\"><td colspan=\"9\"><ul>");
      remarks.forEach(remark -> add("<li>" + Html.escape(remark) + "</li>"));
      if (!submission.ok()) {
        submission.inQuestion().stream().limit(MOST_TESTS).forEach(this::question);
        submission
            .assessment()
            .filter(judged -> judged.compile().status() != Status.SUCCESS)
            .ifPresent(judged ->
                add("<li><pre>" + Html.escape(judged.compile().output()) + "</pre></li>"));
      }
      add("</ul></td></tr>");
    }
  }

  private void question(TestOutcome test) {
    add(
        "<li><span class=\"verdict v-"
            + test.status().verdict()
            + "\">"
            + test.status().verdict()
            + "</span> "
            + Html.escape(test.name())
            + ", "
            + (test.stopped() ? "over " : "")
            + VerifyWords.seconds(test.time())
            + " <em>"
            + Html.escape(test.run().message())
            + "</em></li>");
  }

  private void cell(String text) {
    add("<td>" + Html.escape(text) + "</td>");
  }

  private void number(Optional<String> text) {
    add("<td class=\"n\">" + Html.escape(text.orElse("")) + "</td>");
  }

  private void grid(VerifyReport report) {
    List<SubmissionReport> judged =
        report.submissions().stream()
            .filter(each -> each.assessment().map(a -> !a.tests().isEmpty()).orElse(false))
            .toList();
    if (judged.isEmpty()) {
      return;
    }
    add("<h2>Tests</h2><div class=\"wide\"><table class=\"grid\"><tbody>");
    for (SubmissionReport submission : judged) {
      add("<tr><th scope=\"row\">" + Html.escape(submission.name()) + "</th><td>");
      String group = "";
      for (TestOutcome test : submission.assessment().map(Assessment::tests).orElse(List.of())) {
        String own = test.name().substring(0, Math.max(0, test.name().lastIndexOf('/')));
        if (!own.equals(group) && !group.isEmpty()) {
          add("<i class=\"gap\"></i>");
        }
        group = own;
        add(square(test, report.limit()));
      }
      add("</td></tr>");
    }
    add("</tbody></table></div><p class=\"legend\">");
    for (Status status : Status.values()) {
      if (status != Status.COMPILATION_ERROR) {
        add(
            "<i class=\"v-"
                + status.verdict()
                + "\">"
                + letter(status)
                + "</i> "
                + status.verdict()
                + " ");
      }
    }
    add("<i class=\"v-AC near\"></i> borderline; a gap between groups</p>");
  }

  private static String square(TestOutcome test, Optional<TimeLimit> limit) {
    String title =
        test.name()
            + ": "
            + test.status().verdict()
            + ", "
            + (test.stopped() ? "over " : "")
            + VerifyWords.seconds(test.time())
            + limit
                .map(found -> ", " + VerifyWords.percent(test, found) + " of the limit")
                .orElse("")
            + (test.run().message().isEmpty() ? "" : ", " + test.run().message());
    return "<i class=\"v-"
        + test.status().verdict()
        + (test.borderline() ? " near" : "")
        + "\" title=\""
        + Html.escape(title)
        + "\">"
        + letter(test.status())
        + "</i>";
  }

  /** For those who cannot tell the colours. */
  private static String letter(Status status) {
    return status == Status.SUCCESS ? "" : status.verdict().substring(0, 1);
  }

  private void add(String html) {
    page.append(html).append('\n');
  }
}
