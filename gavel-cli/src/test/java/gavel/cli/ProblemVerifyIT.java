package gavel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import gavel.cli.verify.SmallPackage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages that are verified with their submissions really run. */
@Tag("sandbox")
class ProblemVerifyIT {
  private static final String RIGHT = "print(2 * int(input()))\n";
  private static final String SPIN_AT_FIVE =
      """
      #include <stdio.h>
      int main(void) {
        int n;
        volatile long spin = 0;
        if (scanf("%d", &n) != 1) return 1;
        while (n == 5) spin++;
        printf("%d\\n", 2 * n);
      }
      """;

  @TempDir Path dir;

  private SmallPackage small() throws IOException {
    return new SmallPackage(dir, "twice")
        .test("sample/1", 1)
        .test("secret/1", 5)
        .test("secret/2", 7)
        .python("accepted/right.py", RIGHT)
        .file(
            "submissions/accepted/two files/main.c",
            """
            #include <stdio.h>
            #include "lib/twice.h"
            int main(void) {
              int n;
              return scanf("%d", &n) == 1 ? printf("%d\\n", twice(n)) < 0 : 1;
            }
            """)
        .file(
            "submissions/accepted/two files/lib/twice.h",
            "static inline int twice(int n) { return 2 * n; }\n")
        .python("wrong_answer/wrong.py", "n = int(input())\nprint(2 * n - n // 7)\n")
        .python("run_time_error/three.py", "n = int(input())\nprint(2 * n)\nexit(n // 5)\n")
        .file("submissions/time_limit_exceeded/spin.c", SPIN_AT_FIVE)
        .file("submissions/compile_error/no.c", "int main(void) { return x; }\n");
  }

  private static List<String> verdicts(JsonNode report) {
    List<String> verdicts = new ArrayList<>();
    report
        .path("submissions")
        .forEach(
            each -> verdicts.add(each.path("path").asText() + " " + each.path("verdict").asText()));
    return verdicts;
  }

  @Test
  void everySubmissionGetsWhatItsJuryExpects() throws IOException, InterruptedException {
    Path page = dir.resolve("page.html");
    Gavel.Outcome outcome =
        Gavel.run(
            "problem", "verify", small().root().toString(), "--json", "--html", page.toString());
    JsonNode report = outcome.json();
    assertThat(outcome.exitCode()).as(outcome.stdout() + outcome.stderr()).isZero();
    assertThat(report.path("ok").asBoolean()).isTrue();
    assertThat(report.path("time_limit_ms").asLong()).isPositive();
    assertThat(report.path("time_limit").path("origin").asText()).isEqualTo("derived");
    assertThat(report.path("time_limit").path("fastest_too_slow").path("stopped").asBoolean())
        .isTrue();
    assertThat(verdicts(report))
        .containsExactlyInAnyOrder(
            "accepted/right.py AC",
            "accepted/two files AC",
            "compile_error/no.c CE",
            "run_time_error/three.py RTE",
            "time_limit_exceeded/spin.c TLE",
            "wrong_answer/wrong.py WA");
    assertThat(page).content().contains("<svg", "two files", "v-TLE");
  }

  /** Validators, interactors, passes, scores: with what their own juries submitted. */
  @Test
  void packagesWithProgramsOfTheirOwn() throws IOException, InterruptedException {
    Path packages = Path.of("..", "judge-worker", "src", "test", "packages");
    Gavel.Outcome outcome =
        Gavel.run(
            "problem",
            "verify",
            packages.resolve("divisor").toString(),
            packages.resolve("guess").toString(),
            packages.resolve("score").toString(),
            packages.resolve("testlib").toString(),
            "--submissions",
            "{accepted,wrong_answer,partially_accepted}",
            "--json");
    assertThat(outcome.exitCode()).as(outcome.stdout() + outcome.stderr()).isZero();
    List<String> verdicts = new ArrayList<>();
    outcome.json().path("packages").forEach(report -> verdicts.addAll(verdicts(report)));
    assertThat(verdicts)
        .contains(
            "wrong_answer/runs_on.c WA",
            "wrong_answer/linear.py WA",
            "accepted/talks_on.py AC",
            "accepted/full.py AC",
            "partially_accepted/p.py AC");
    assertThat(
            outcome.json().path("packages").path(2).path("submissions").findValuesAsText("score"))
        .contains("100.0", "50.0");
  }

  private SmallPackage answers() throws IOException {
    return new SmallPackage(dir, "twice")
        .file("problem.yaml", "name: Twice\ntype: submit-answer\n")
        .test("sample/1", 1)
        .test("secret/1", 5)
        .test("secret/2", 7)
        .file("submissions/accepted/all/1.out", "10\n")
        .file("submissions/accepted/all/2.ans", "14\n")
        .file("submissions/wrong_answer/1.out", "10\n")
        .file("submissions/wrong_answer/other/1", "10\n")
        .file("submissions/wrong_answer/other/2.txt", "15\n");
  }

  @Test
  void answersOfAJuryAreJudgedWithoutALanguageAndWithoutATimeLimit()
      throws IOException, InterruptedException {
    SmallPackage answers = answers();
    Gavel.Outcome outcome = Gavel.run("problem", "verify", answers.root().toString(), "--json");
    JsonNode report = outcome.json();
    assertThat(outcome.exitCode()).as(outcome.stdout() + outcome.stderr()).isZero();
    assertThat(verdicts(report))
        .containsExactly("accepted/all AC", "wrong_answer/1.out WA", "wrong_answer/other WA");
    assertThat(report.path("errors")).isEmpty();
    assertThat(report.path("time_limit_ms").isNull()).isTrue();
    answers.file("submissions/wrong_answer/nothing.out", "1\n");
    Gavel.Outcome flawed = Gavel.run("problem", "verify", answers.root().toString());
    assertThat(flawed.exitCode()).isEqualTo(ExitCode.UNEXPECTED);
    assertThat(flawed.stdout()).contains("SKIPPED", "is called after no test");
  }

  @Test
  void answersAreJudgedFromFilesAndDirectories() throws IOException, InterruptedException {
    String root = answers().root().toString();
    Path mine = Files.createDirectories(dir.resolve("mine"));
    Files.writeString(mine.resolve("1.out"), "10\n");
    Files.writeString(mine.resolve("2.out"), "14\n");
    Files.writeString(mine.resolve("notes"), "\n");
    Gavel.Outcome all = Gavel.run("judge", "-p", root, mine.toString(), "--json");
    assertThat(all.exitCode()).as(all.stderr()).isZero();
    assertThat(all.stderr()).contains("answers no test");
    assertThat(all.json().path("verdict").asText()).isEqualTo("AC");
    assertThat(all.json().path("language").asText()).isEqualTo("answers");
    assertThat(all.json().path("tests")).hasSize(2);
    Gavel.Outcome one = Gavel.run("judge", "-p", root, mine.resolve("1.out").toString());
    assertThat(one.stdout()).contains("There is no answer for this test", "WA wrong_answer");
    Gavel.Outcome none = Gavel.run("judge", "-p", root, mine.resolve("notes").toString());
    assertThat(none.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(none.stderr()).contains("is called after no test");
  }

  @Test
  void whatSubmissionsYamlNamesIsStarted() throws IOException, InterruptedException {
    SmallPackage named =
        new SmallPackage(dir, "twice")
            .test("sample/1", 1)
            .test("secret/1", 5)
            .file(".timelimit", "5\n")
            .python("accepted/named/main.py", "print(0)\n")
            .python("accepted/named/other.py", RIGHT)
            .python("compile_error/named/main.py", RIGHT)
            .file(
                "submissions/submissions.yaml",
                """
                accepted/named: {entrypoint: other.py}
                compile_error/named: {entrypoint: nowhere.py}
                """);
    Gavel.Outcome outcome = Gavel.run("problem", "verify", named.root().toString(), "--json");
    assertThat(outcome.exitCode()).as(outcome.stdout() + outcome.stderr()).isZero();
    assertThat(verdicts(outcome.json()))
        .containsExactly("accepted/named AC", "compile_error/named CE");
    Path sources = named.root().resolve("submissions/accepted/named");
    Gavel.Outcome judged =
        Gavel.run(
            "judge",
            "-p",
            named.root().toString(),
            "--entrypoint",
            "other.py",
            sources.resolve("main.py").toString(),
            sources.resolve("other.py").toString());
    assertThat(judged.stdout()).as(judged.stderr()).contains("AC success");
  }

  @Test
  void whatIsNotAsExpectedIsSaidWithWhy() throws IOException, InterruptedException {
    SmallPackage flawed =
        small()
            .file(".timelimit", "1\n")
            .python("wrong_answer/misplaced.py", RIGHT)
            .python("wrong_answer/crashes.py", "print(1 // 0)\n")
            .file("data/secret/3.in", "9\n");
    Gavel.Outcome outcome =
        Gavel.run(
            "problem",
            "verify",
            flawed.root().toString(),
            "-j",
            "2",
            "--submissions",
            "{accepted,wrong_answer}");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNEXPECTED);
    assertThat(outcome.stderr()).contains("disturb each other's times");
    assertThat(outcome.stdout().lines())
        .anyMatch(line -> line.contains("data/secret/3") && line.contains("error"))
        .anyMatch(line -> line.startsWith("wrong_answer/misplaced.py") && line.endsWith("WRONG"))
        .contains("    The verdict is AC, expected is WA", "    The verdict is RTE, expected is WA")
        .noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void archivesAreVerifiedLikeDirectories() throws IOException, InterruptedException {
    Path archive = dir.resolve("twice.zip");
    Path root = small().root();
    try (OutputStream file = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> files = Files.walk(root)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(root.relativize(each).toString()));
        Files.copy(each, zip);
        zip.closeEntry();
      }
    }
    Gavel.Outcome outcome =
        Gavel.run(
            "problem",
            "verify",
            archive.toString(),
            root.toString(),
            "--time-limit",
            "2s",
            "--submissions",
            "accepted/*.py",
            "--json");
    assertThat(outcome.exitCode()).as(outcome.stdout() + outcome.stderr()).isZero();
    assertThat(outcome.json().path("packages"))
        .hasSize(2)
        .allSatisfy(report -> {
          assertThat(report.path("problem").asText()).isEqualTo("twice");
          assertThat(verdicts(report)).containsExactly("accepted/right.py AC");
        });
  }

  @Test
  void whatIsNotThereIsAMistakeOfTheCommandLine() throws IOException, InterruptedException {
    Gavel.Outcome outcome = Gavel.run("problem", "verify", dir.resolve("nowhere").toString());
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.stderr()).contains("There is no problem package");
  }

  @Test
  void endingItLeavesNothingBehind() throws IOException, InterruptedException {
    Path temporary = Files.createDirectory(dir.resolve("tmp"));
    SmallPackage endless = small().python("accepted/endless.py", "while True: pass\n");
    Path errors = dir.resolve("errors");
    Process command =
        Gavel.start(
            errors,
            List.of("-Djava.io.tmpdir=" + temporary),
            "problem",
            "verify",
            endless.root().toString(),
            "--submissions",
            "accepted/endless.py");
    while (command.isAlive() && command.descendants().noneMatch(ProblemVerifyIT::isPython)) {
      command.waitFor(50, TimeUnit.MILLISECONDS);
    }
    List<ProcessHandle> started = command.descendants().toList();
    assertThat(started).isNotEmpty();
    // An interrupt from the keyboard ends it in the same way, but is ignored in a background job.
    command.destroy();
    assertThat(command.waitFor(60, TimeUnit.SECONDS)).isTrue();
    for (ProcessHandle each : started) {
      each.onExit().join();
    }
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.filter(path -> path.toString().contains("gavel-"))).isEmpty();
    }
  }

  @Test
  void aProblemOfARealContest() throws IOException, InterruptedException {
    String contest = System.getProperty("gavel.contest", "");
    assumeThat(contest).as("the contest's data, which GAVEL_CONTEST names").isNotEmpty();
    Path programs = Path.of(System.getProperty("gavel.contest.programs"), "attendance2");
    Path problem = dir.resolve("attendance2");
    copy(Path.of(contest, "attendance2"), problem);
    copy(programs, problem.resolve("submissions"));
    Gavel.Outcome outcome = Gavel.run("problem", "verify", problem.toString(), "--json");
    JsonNode report = outcome.json();
    assertThat(report.path("errors")).isEmpty();
    assertThat(report.path("submissions"))
        .hasSize(7)
        .allSatisfy(each ->
            assertThat(each.path("ok").asBoolean()).as(each.path("path").asText()).isTrue());
    assertThat(outcome.exitCode()).isZero();
  }

  private static boolean isPython(ProcessHandle process) {
    String program = process.info().command().orElse("");
    return program.contains("python") || program.contains("pypy");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }
}
