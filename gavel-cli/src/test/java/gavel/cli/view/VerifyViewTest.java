package gavel.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gavel.cli.verify.Assessment;
import gavel.cli.verify.Skip;
import gavel.cli.verify.SubmissionReport;
import gavel.cli.verify.TestOutcome;
import gavel.cli.verify.TestRun;
import gavel.cli.verify.VerifyReport;
import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.language.Languages;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.testcases.problem.Expectation;
import gavel.testcases.problem.Expectation.Basis;
import gavel.testcases.problem.JurySubmission;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.PackageProblem.Severity;
import gavel.testcases.problem.TestRule;
import gavel.testcases.scoring.Grade;
import gavel.testcases.timing.TimeLimit;
import gavel.testcases.timing.TimeLimit.Origin;
import gavel.testcases.timing.TimeMargins;
import gavel.testcases.timing.TimeMargins.Extreme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerifyViewTest {
  private static final String NASTY = "</title><script>alert('1')</script>\u001b[2J\u202e\"&";
  private static final TimeLimit LIMIT =
      new TimeLimit(Duration.ofSeconds(1), Duration.ofSeconds(2), Origin.DERIVED);

  private static JurySubmission submission(String name, Status expected) {
    Path path = Path.of("submissions", "some.py");
    PackageFile file = new PackageFile("submissions/" + name, path, ByteSize.ZERO, Instant.EPOCH);
    return new JurySubmission(
        name,
        path,
        new Expectation(Set.of(expected), Basis.DIRECTORY, false, Optional.empty(), List.of()),
        List.of(file),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        false);
  }

  private static TestOutcome test(String name, Status status, long millis, boolean borderline) {
    Duration time = Duration.ofMillis(millis);
    return new TestOutcome(
        new TestRun(
            name,
            status,
            time,
            time,
            ByteSize.ofMiB(1),
            status == Status.SUCCESS ? "" : NASTY,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            false),
        time,
        millis >= 2000,
        borderline);
  }

  private static SubmissionReport judged(
      String name, Status expected, Status actual, List<String> failures, TestOutcome... tests) {
    return new SubmissionReport(
        submission(name, expected),
        Languages.bundled().byId("python"),
        Optional.empty(),
        Optional.of(
            new Assessment(
                new CompileReport(Status.SUCCESS, Duration.ZERO, ""),
                new Grade(actual, OptionalDouble.of(12.5), List.of(), List.of()),
                actual,
                List.of(tests),
                failures,
                List.of())));
  }

  private static VerifyReport report(SubmissionReport... submissions) {
    return new VerifyReport(
        "twice",
        "Twice " + NASTY,
        2,
        Optional.of(LIMIT),
        new TimeMargins(
            Optional.of(new Extreme("accepted/a.py", "secret/1", Duration.ofMillis(500), false)),
            Optional.empty()),
        List.of(new PackageProblem(Severity.WARNING, "problem.yaml", 3, "name", "odd " + NASTY)),
        List.of(),
        List.of(submissions),
        List.of());
  }

  private static VerifyReport typical() {
    return report(
        judged(
            "accepted/a.py",
            Status.SUCCESS,
            Status.SUCCESS,
            List.of(),
            test("sample/1", Status.SUCCESS, 0, false),
            test("secret/1", Status.SUCCESS, 500, false)),
        judged(
            "wrong_answer/" + NASTY,
            Status.WRONG_ANSWER,
            Status.TIMEOUT,
            List.of("The verdict is TLE, expected is WA"),
            test("sample/1", Status.TIMEOUT, 1500, true),
            test("secret/1", Status.TIMEOUT, 2000, false)),
        new SubmissionReport(
            submission("accepted/c.kt", Status.SUCCESS),
            Optional.empty(),
            Optional.of(new Skip(Skip.Reason.LANGUAGE, "Kotlin is not installed")),
            Optional.empty()));
  }

  @Test
  void jsonHasTheDocumentedFields() {
    JsonNode json = VerifyJson.of(List.of(typical()));
    assertThat(json.path("problem").asText()).isEqualTo("twice");
    assertThat(json.path("ok").asBoolean(true)).isFalse();
    assertThat(json.path("time_limit_ms").asLong()).isEqualTo(1000);
    assertThat(json.path("time_limit").path("slowest_accepted").path("percent_of_limit").asInt())
        .isEqualTo(50);
    assertThat(json.path("errors")).isEmpty();
    assertThat(json.path("warnings").path(0).path("line").asInt()).isEqualTo(3);
    assertThat(json.path("warnings").path(1).path("message").asText())
        .isEqualTo("Skipped: Kotlin is not installed");
    JsonNode wrong = json.path("submissions").path(1);
    assertThat(wrong.path("expected").path(0).asText()).isEqualTo("WA");
    assertThat(wrong.path("verdict").asText()).isEqualTo("TLE");
    assertThat(wrong.path("ok").asBoolean(true)).isFalse();
    assertThat(wrong.path("cpu_time_ms").asLong()).isEqualTo(2000);
    assertThat(wrong.path("tests").path(0).path("borderline").asBoolean()).isTrue();
    assertThat(json.path("submissions").path(2).path("verdict").asText()).isEqualTo("SKIPPED");
    assertThat(json.path("submissions").path(2).path("ok").asBoolean()).isTrue();
  }

  @Test
  void severalPackagesAreOneObjectToo() {
    JsonNode json = VerifyJson.of(List.of(typical(), report()));
    assertThat(json.path("ok").asBoolean(true)).isFalse();
    assertThat(json.path("packages")).hasSize(2);
  }

  @Test
  void textSaysWhyAndNothingSteersTheTerminal() {
    String text = VerifyText.of(typical(), false);
    assertThat(text).doesNotContain("\u001b", "\u202e");
    assertThat(text.lines())
        .anyMatch(line -> line.matches("accepted/a.py +Python 3 .* AC +12.5 +secret/1 +500 +50%"))
        .anyMatch(line -> line.contains(">200%") && line.endsWith("WRONG BORDERLINE"))
        .contains("    The verdict is TLE, expected is WA", "    skipped: Kotlin is not installed")
        .last()
        .isEqualTo("NOT ok: 3 submissions, 1 not as expected, 1 skipped; 0 errors, 2 warnings");
    assertThat(VerifyText.of(typical(), true)).contains("\u001b[31m");
  }

  @Test
  void thePageNeedsNothingAndIsEscaped() {
    String page = VerifyPage.of(List.of(typical(), typical()));
    assertThat(page).startsWith("<!doctype html>").doesNotContain("<script", "\u001b", "\u202e");
    assertThat(page).doesNotContain("http:", "https:", "src=", "href=", "url(", "@import");
    assertThat(page).contains("&lt;script&gt;", "<svg", "v-TLE near", "SKIPPED");
    assertThat(page.split("<h1>", -1)).hasSize(3);
  }

  @Test
  void nothingJudgedIsAPageAsWell() {
    VerifyReport nothing =
        new VerifyReport(
            "none",
            "none",
            0,
            Optional.empty(),
            TimeMargins.NONE,
            List.of(new PackageProblem(Severity.ERROR, "a.zip", 1, "", "no archive")),
            List.of(),
            List.of(),
            List.of());
    assertThat(VerifyPage.of(List.of(nothing))).contains("no archive").doesNotContain("<svg");
    assertThat(VerifyText.of(nothing, false)).contains("a.zip:1: error: no archive");
    assertThat(VerifyJson.of(List.of(nothing)).path("time_limit_ms").isNull()).isTrue();
  }

  @Test
  void whatACompilerSaysAboutAValidatorKeepsItsLines() {
    String said = "v.cpp does not work: does not compile: v.cpp: In main:\nv.cpp:1:2: \u001b[1mno";
    VerifyReport report =
        new VerifyReport(
            "twice",
            "Twice",
            2,
            Optional.of(LIMIT),
            new TimeMargins(Optional.empty(), Optional.empty()),
            List.of(new PackageProblem(Severity.ERROR, "data/secret/1.ans", 1, "", said)),
            List.of(),
            List.of(),
            List.of());
    assertThat(VerifyText.of(report, false).lines())
        .contains(
            "  data/secret/1.ans:1: error: v.cpp does not work: does not compile: v.cpp: In main:",
            "      v.cpp:1:2: \ufffd[1mno");
    assertThat(VerifyPage.of(List.of(report))).contains("In main:\nv.cpp:1:2:");
  }

  @Test
  void whatNothingCanMeetIsNotExpectedToBeAnything() {
    TestRule passes = TestRule.verdicts(Set.of(Status.SUCCESS), Set.of(), false);
    TestRule fails = TestRule.verdicts(Set.of(), Set.of(Status.WRONG_ANSWER), false);
    assertThat(expected(List.of(passes, fails)))
        .isEqualTo("nothing: its rules contradict each other");
    assertThat(expected(List.of())).isEqualTo("any");
  }

  private static String expected(List<TestRule> rules) {
    JurySubmission plain = submission("accepted/a.py", Status.SUCCESS);
    JurySubmission ruled =
        new JurySubmission(
            plain.name(),
            plain.path(),
            new Expectation(Set.of(), Basis.YAML, false, Optional.empty(), rules),
            plain.files(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            false);
    return VerifyWords.expected(
        new SubmissionReport(
            ruled, Languages.bundled().byId("python"), Optional.empty(), Optional.empty()));
  }
}
