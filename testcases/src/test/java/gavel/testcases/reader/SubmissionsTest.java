package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import gavel.testcases.problem.Expectation.Basis;
import gavel.testcases.problem.JurySubmission;
import gavel.testcases.problem.ScoreRange;
import gavel.testcases.problem.TestRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionsTest {
  private static final String YAML = "submissions/submissions.yaml";

  @TempDir private Path directory;
  private TestPackage sum = new TestPackage(Path.of("sum"));

  @BeforeEach
  void write() throws IOException {
    sum = TestPackage.good(directory);
  }

  private JurySubmission submission(String name) throws IOException {
    return sum.read().submissions().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "// @EXPECTED_RESULTS@: CORRECT|SUCCESS",
        "/* @expected_results@:WRONG-ANSWER */|WRONG_ANSWER",
        "<!-- @EXPECTED_RESULTS@: wrong-answer -->|WRONG_ANSWER",
        "# @EXPECTED_RESULTS@: TIMELIMIT, RUN-ERROR|TIMEOUT,RUNTIME_ERROR",
        "# @EXPECTED_RESULTS@: Time Limit Exceeded , run_time_error|TIMEOUT,RUNTIME_ERROR",
        "# @EXPECTED_RESULTS@: NO-OUTPUT|WRONG_ANSWER",
        "# @EXPECTED_RESULTS@: COMPILER-ERROR|COMPILATION_ERROR",
        "# @EXPECTED_RESULTS@: OUTPUT-LIMIT|OUTPUT_EXCEEDED",
        "# @EXPECTED_RESULTS@: ACCEPTED|SUCCESS",
      })
  void tagsBeatDirectories(String line, String expected) throws IOException {
    sum.write("submissions/mixed/x.py", "\u00ff\n" + line + "\r\nprint(1)\n")
        .write("submissions/accepted/x.py", line.getBytes(StandardCharsets.UTF_16LE).length + line);
    JurySubmission mixed = submission("mixed/x.py");
    assertThat(mixed.expected())
        .extracting(Status::name)
        .containsExactlyInAnyOrder(expected.split(","));
    assertThat(mixed.expectation().basis()).isEqualTo(Basis.TAG);
    assertThat(submission("accepted/x.py").expected()).isEqualTo(mixed.expected());
  }

  @Test
  void tagsThatSayNothing() throws IOException {
    sum.write("submissions/wrong_answer/a.py", "@EXPECTED_RESULTS@: CHECK_MANUALLY")
        .write("submissions/wrong_answer/b.py", "\n@EXPECTED_RESULTS@: GOOD\n")
        .write("submissions/wrong_answer/c.py", "@EXPECTED_RESULTS@: CORRECT\n".repeat(2))
        .write("submissions/wrong_answer/d.py", "@EXPECTED_SCORE@: 12.5\n");
    assertThat(submission("wrong_answer/a.py").expected()).isEmpty();
    assertThat(submission("wrong_answer/b.py").expected()).containsExactly(Status.WRONG_ANSWER);
    assertThat(submission("wrong_answer/c.py").expected()).containsExactly(Status.WRONG_ANSWER);
    assertThat(submission("wrong_answer/d.py").expectation().score()).contains(ScoreRange.of(12.5));
    assertThat(sum.problems())
        .containsExactly(
            "submissions/wrong_answer/b.py:2: warning: The tag has \"GOOD\", which is no verdict",
            "submissions/wrong_answer/c.py:1: warning: There is more than one @EXPECTED_RESULTS@"
                + " tag; none counts");
  }

  @Test
  void whatIsSkipped() throws IOException {
    sum.write("submissions/accepted/old.cpp.disabled", "x")
        .write("submissions/accepted/.hidden.cpp", "x")
        .write("submissions/accepted/.gitignore", "x")
        .write("submissions/accepted/notes.txt", "x")
        .write("submissions/accepted/dir/main.cpp", "x")
        .write("submissions/accepted/dir/.git/x", "x")
        .write("submissions/wrong.disabled/x.cpp", "x")
        .write("submissions/loose.cpp", "x");
    var problem = ProblemPackageReader.read(sum.root(), ReadOptions.claiming(Set.of("cpp")));
    assertThat(problem.submissions())
        .extracting(JurySubmission::name)
        .containsExactly("accepted/sum.cpp", "accepted/dir");
    assertThat(problem.submissions().getLast().files()).hasSize(1);
    assertThat(problem.warnings())
        .extracting(Object::toString)
        .containsExactly(
            "submissions/loose.cpp:1: warning: Submissions are in directories of this one; skipped",
            "submissions/accepted/.hidden.cpp:1: warning: This is hidden; skipped",
            "submissions/accepted/notes.txt:1: warning: No language claims the extension of this"
                + " submission; skipped",
            "submissions/accepted/old.cpp.disabled:1: warning: This is disabled; skipped",
            "submissions/wrong.disabled:1: warning: This is disabled; skipped");
  }

  @Test
  void timesThatContradictVerdictsAndTestsThatAreNotThere() throws IOException {
    sum.write("submissions/time_limit_exceeded/slow.cpp", "x")
        .write(
            YAML,
            """
            time_limit_exceeded/slow.cpp:
              required: [TLE]
              use_for_time_limit: lower
            accepted:
              use_for_time_limit: upper
            accepted/sum.cpp:
              secret/0*: {permitted: [AC, TLE], use_for_time_limit: upper}
              secret/{1,2}*: {permitted: [AC]}
            """);
    assertThat(sum.problems())
        .containsExactly(
            YAML
                + ":3: error: time_limit_exceeded/slow.cpp: use_for_time_limit cannot be lower"
                + " where TLE is required",
            YAML
                + ":5: error: accepted: use_for_time_limit cannot be upper where TLE is not"
                + " permitted",
            YAML + ":8: warning: No test is matched by \"secret/{1,2}*\" of \"accepted/sum.cpp\"");
  }

  @Test
  void answersNeedNoLanguage() throws IOException {
    TestPackage answers =
        TestPackage.modern(directory)
            .yaml("type: submit-answer\n")
            .delete("submissions/accepted/sum.cpp")
            .write("submissions/accepted/full/01.out", "1\n")
            .write("submissions/accepted/full/secret/02.ans", "2\n")
            .write("submissions/wrong_answer/01", "2\n");
    var problem = ProblemPackageReader.read(answers.root(), ReadOptions.claiming(Set.of("cpp")));
    assertThat(problem.problems()).isEmpty();
    assertThat(problem.submissions())
        .extracting(JurySubmission::name)
        .containsExactly("accepted/full", "wrong_answer/01");
  }

  @Test
  void whatLooksAtProgramsIsRefusedWhereAnswersAreSubmitted() throws IOException {
    assertThat(
            TestPackage.modern(directory)
                .yaml("type: submit-answer\n")
                .write("static_validator/check.py", "x\n")
                .errors())
        .singleElement()
        .asString()
        .contains("static_validator:1", "cannot have a static validator");
    assertThat(
            sum.write(
                    "problem.yaml",
                    "name: Sum\ntype: submit-answer\nvalidation: custom interactive\n")
                .write("output_validators/talk.py", "x\n")
                .errors())
        .anyMatch(error -> error.contains("where the type is submit-answer"));
  }

  @Test
  void partialAndBruteForce() throws IOException {
    sum.write("submissions/partially_accepted/x.py", "x")
        .write("submissions/brute_force/x.py", "x")
        .write("submissions/rejected/x.py", "x");
    assertThat(submission("partially_accepted/x.py").expectation().partial()).isTrue();
    assertThat(submission("brute_force/x.py").expected())
        .contains(Status.TIMEOUT, Status.RUNTIME_ERROR)
        .doesNotContain(Status.SUCCESS, Status.WRONG_ANSWER);
    assertThat(submission("rejected/x.py").expected()).doesNotContain(Status.SUCCESS);
    assertThat(submission("accepted/sum.cpp").expectation().boundsBelow()).isTrue();
  }

  @Test
  void submissionsYaml() throws IOException {
    sum = TestPackage.modern(directory.resolve("other"));
    sum.write("submissions/time_limit_exceeded/slow.py", "x")
        .write("submissions/mine/a.py", "x")
        .write("submissions/mine/b.unknown", "x")
        .write(
            YAML,
            """
            accepted:
              authors: [Ada]
              model_solution: yes
            time_limit_exceeded:
              permitted: [AC, WA, TLE]
              required: [TLE]
            mine/{a,b}.*:
              language: python3
              entrypoint: a.py
              permitted: [AC, WA]
              message: too long
              use_for_time_limit: false
              sample: {permitted: [AC]}
              secret/*2: {required: [WA], use_for_time_limit: upper}
            """);
    var problem = ProblemPackageReader.read(sum.root(), ReadOptions.claiming(Set.of("cpp", "py")));
    assertThat(problem.problems()).isEmpty();
    JurySubmission model = submission("accepted/sum.cpp");
    assertThat(model.modelSolution()).isTrue();
    assertThat(model.authors()).hasSize(1);
    assertThat(model.expected()).containsExactly(Status.SUCCESS);
    JurySubmission slow = submission("time_limit_exceeded/slow.py");
    assertThat(slow.expected()).containsExactlyInAnyOrder(Status.WRONG_ANSWER, Status.TIMEOUT);
    assertThat(slow.expectation().boundsAbove()).isTrue();
    JurySubmission mine = submission("mine/b.unknown");
    assertThat(mine.language()).contains("python3");
    assertThat(mine.expected()).containsExactly(Status.WRONG_ANSWER);
    assertThat(mine.expectation().rules()).hasSize(3);
    TestRule scoped = mine.expectation().rules().getLast();
    assertThat(scoped.scope().orElseThrow().matches("secret/02")).isTrue();
    assertThat(scoped.boundsAbove()).isTrue();
    assertThat(mine.expectation().rules().getFirst().message()).contains("too long");
    assertThat(mine.expectation().boundsBelow()).isTrue();
  }

  @Test
  void mistakesInSubmissionsYaml() throws IOException {
    sum = TestPackage.modern(directory.resolve("other"));
    sum.write("submissions/wrong_answer/w.py", "x")
        .write(
            YAML,
            """
            gone/*: {authors: Me}
            wrong_answer/w.py:
              permitted: [AC, MLE]
              score: 3
              use_for_time_limit: sometimes
              foo: 1
            accepted/*: 5
            """);
    assertThat(sum.problems())
        .containsExactly(
            YAML + ":4: error: wrong_answer/w.py: score is for scoring problems only",
            YAML
                + ":3: error: wrong_answer/w.py: permitted has to be of AC, WA, TLE and RTE, not"
                + " \"MLE\"",
            YAML
                + ":5: error: wrong_answer/w.py: use_for_time_limit has to be true, false, lower"
                + " or upper",
            YAML
                + ":6: error: wrong_answer/w.py: foo is no key here, and no pattern for tests with"
                + " keys of its own",
            YAML + ":7: error: accepted/* has to be a list of keys with values",
            YAML
                + ":2: error: No verdict can meet all that is expected of"
                + " \"submissions/wrong_answer/w.py\"",
            YAML + ":1: warning: No submission is matched by \"gone/*\"");
  }
}
