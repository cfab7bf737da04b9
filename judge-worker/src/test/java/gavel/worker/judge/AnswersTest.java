package gavel.worker.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.Status;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.testcases.problem.ProblemPackage;
import gavel.worker.JudgeFault.Rejected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems of type submit-answer. */
class AnswersTest {
  @TempDir private Path directory;

  /** Nothing is ever run, so that any run is a failure. */
  private final FakeGuest guest =
      new FakeGuest(_ -> {
        throw new IllegalStateException("A run");
      });

  private PackageOnDisk twice(String type) throws IOException {
    return PackageOnDisk.bare(directory, "twice")
        .with(
            "problem.yaml",
            """
            problem_format_version: 2025-09
            name: Twice
            uuid: 5ca6ba5b-36d5-4eff-8aa7-d967cbc4375e
            type: %s
            limits:
              output: 1
            """
                .formatted(type))
        .withTest("sample/1", "1\n", "2\n")
        .withTest("secret/1", "10\n", "20\n")
        .withTest("secret/g/2", "100\n", "200\n")
        .withTest("secret/g/3.x", "1000\n", "2000\n");
  }

  private static Body file(String name, String content) {
    return Body.ofBytes(name, content.getBytes(UTF_8));
  }

  private static Body zip(String name, String... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < entries.length; i += 2) {
        out.putNextEntry(new ZipEntry(entries[i]));
        out.write(entries[i + 1].getBytes(UTF_8));
      }
    }
    return Body.ofBytes(name, bytes.toByteArray());
  }

  private JudgedSubmission judge(ProblemPackage problem, Body... files) throws Exception {
    JudgeRequest request =
        new JudgeRequest(
            "s",
            0,
            problem,
            Optional.empty(),
            List.of(files),
            Optional.empty(),
            JudgePolicy.RUN_ALL);
    SubmissionJudge.check(request, 1);
    return new SubmissionJudge(guest, JudgeSettings.of(Languages.bundled()))
        .judge(request, ProgressListener.NONE);
  }

  private static List<String> verdicts(JudgedSubmission judged) {
    return judged.tests().stream().map(test -> test.name() + " " + test.verdict()).toList();
  }

  @Test
  void nothingIsCompiledOrRunAndNoSampleHasToBeAnswered() throws Exception {
    JudgedSubmission judged =
        judge(
            twice("submit-answer").read(),
            file("1.out", "20"),
            file("g/2.ans", "200\n"),
            file("data/secret/g/3.x", "2000"));
    assertThat(judged.status()).isEqualTo(Status.SUCCESS);
    assertThat(verdicts(judged)).containsExactly("secret/1 AC", "secret/g/2 AC", "secret/g/3.x AC");
    assertThat(judged.compile().output()).isEmpty();
    assertThat(guest.calls).isEmpty();
  }

  @Test
  void whatIsMissingIsWrongAndWhatAnswersNothingIsSaid() throws Exception {
    JudgedSubmission judged =
        judge(
            twice("submit-answer").read(),
            file("sample/1.txt", "2"),
            file("1", "20"),
            file("3.x.OUT", "2001"),
            file("README", "x"));
    assertThat(verdicts(judged))
        .containsExactly("sample/1 AC", "secret/1 AC", "secret/g/2 WA", "secret/g/3.x WA");
    assertThat(judged.message()).contains("secret/g/2: There is no answer for this test");
    assertThat(judged.judgeMessages().get("secret/g/3.x")).contains("2001");
    assertThat(judged.tests().getLast().message()).isNull();
    assertThat(judged.compile().output()).isEqualTo("\"README\" answers no test\n");
  }

  /** The only file of a problem with one secret test is for that, unless it says otherwise. */
  @Test
  void directoriesInFrontOfASampleDoNotMatter() throws Exception {
    ProblemPackage problem =
        PackageOnDisk.bare(directory, "once")
            .with("problem.yaml", "name: Once\ntype: submit-answer\n")
            .withTest("sample/1", "1\n", "2\n")
            .withTest("secret/1", "10\n", "20\n")
            .read();
    for (String name : List.of("sample/1.out", "/tmp/mine/sample/1.out", "a/b/data/sample/1")) {
      assertThat(verdicts(judge(problem, file(name, "2"))).getFirst()).isEqualTo("sample/1 AC");
    }
    assertThat(verdicts(judge(problem, file("/tmp/mine/anything", "20"))))
        .containsExactly("secret/1 AC");
  }

  @Test
  void sampleWithAWrongAnswerCounts() throws Exception {
    JudgedSubmission judged =
        judge(twice("submit-answer").read(), file("sample/1.out", "3"), file("1.out", "20"));
    assertThat(judged.tests().getFirst())
        .extracting(TestReport::name, TestReport::status)
        .containsExactly("sample/1", Status.WRONG_ANSWER);
    assertThat(judged.message().orElseThrow()).startsWith("sample/1: ");
  }

  @Test
  void pointsAreGivenAsForPrograms() throws Exception {
    ProblemPackage problem =
        twice("[scoring, submit-answer]")
            .with("data/secret/test_group.yaml", "max_score: 100\n")
            .with("data/secret/a/test_group.yaml", "max_score: 30\nrequire_pass: sample\n")
            .withTest("secret/a/1a", "1", "2")
            .without("data/secret/1.in")
            .without("data/secret/1.ans")
            .with("data/secret/g/test_group.yaml", "max_score: 70\nscore_aggregation: sum\n")
            .read();
    JudgedSubmission judged = judge(problem, file("2.out", "200"), file("1a.out", "2"));
    assertThat(judged.status()).isEqualTo(Status.SUCCESS);
    assertThat(judged.score()).hasValue(65);
  }

  @Test
  void anAnswerHasTheOutputLimit() throws Exception {
    ProblemPackage problem = twice("submit-answer").read();
    String mebibyte = " ".repeat((1 << 20) - 2) + "20";
    JudgedSubmission judged =
        judge(problem, zip("a", "1.out", mebibyte, "2", mebibyte + " ", "3.x", "2000"));
    assertThat(verdicts(judged))
        .containsExactly("secret/1 AC", "secret/g/2 OLE", "secret/g/3.x AC");
    assertThat(judged.message()).contains("secret/g/2: The answer has over 1048576 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"answers.ZIP", "answer"})
  void archivesHoldAnswers(String name) throws Exception {
    Body archive =
        zip(name, "mine/1.out", "20", "mine/secret/g/2.out", "200", "mine/3.x.out", "2000");
    assertThat(judge(twice("submit-answer").read(), archive).status()).isEqualTo(Status.SUCCESS);
  }

  @ParameterizedTest
  @CsvSource({
    "x.out, secret/1",
    "1.zap, secret/1",
    "elsewhere/sample/2, secret/1",
    "sample/1.out, sample/1",
    "data, secret/1",
  })
  void theOnlyAnswerToTheOnlySecretTestHasAnyName(String name, String test) throws Exception {
    ProblemPackage problem =
        twice("submit-answer")
            .without("data/secret/g/2.in")
            .without("data/secret/g/2.ans")
            .without("data/secret/g/3.x.in")
            .without("data/secret/g/3.x.ans")
            .read();
    AnswerFiles files = AnswerFiles.of(problem, List.of(file(name, "20")));
    assertThat(files.answers()).containsOnlyKeys(test);
    assertThat(files.unused()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The whole name, below secret, behind other directories, the base name.
        "secret/g/1.out|secret/g/1",
        "data/secret/g/1.ans|secret/g/1",
        "g/1|secret/g/1",
        "g/1.out.txt|-",
        "x/y/g/1.out|secret/g/1",
        "x/y/2.out|secret/h/2",
        "3.out|-",
        "sample/1.out|sample/1",
        "only.out|sample/only",
        "a.b|secret/a.b",
        "a.b.out|secret/a.b",
        "c.out|secret/c.out",
        "c.out.out|secret/c.out",
        "c|-",
        ".out|-",
        "g//1.out|-",
        // Who says more comes first.
        "1.out h/1.out|secret/h/1",
        "secret/g/1.out x/g/1.out|secret/g/1",
      })
  void namesOfFiles(String names, String answered) throws Exception {
    List<String> tests =
        List.of(
            "sample/1",
            "sample/only",
            "secret/a.b",
            "secret/c.out",
            "secret/g/1",
            "secret/g/3",
            "secret/h/1",
            "secret/h/2",
            "secret/h/3");
    List<Body> files = new ArrayList<>();
    for (String name : names.split(" ", -1)) {
      files.add(file(name, ""));
    }
    AnswerFiles assigned = new AnswerNames(tests).assign(files);
    assertThat(assigned.answers().keySet())
        .isEqualTo(answered.equals("-") ? Set.of() : Set.of(answered));
    assertThat(assigned.unused()).hasSize(files.size() - assigned.answers().size());
  }

  @Test
  void whatCannotBeJudgedIsRejected() throws Exception {
    assertRejected("source", "has no files");
    assertRejected("source", "leads out", zip("a", "../1.out", "20"));
    assertRejected("source", "absolute", zip("a", "/1.out", "20"));
    assertRejected("source", "no zip archive", file("1.zip", "PK"));
    assertRejected("source", "no zip archive", file("1.out", "PK\u0003\u0004" + "x".repeat(99)));
    assertRejected("source", "has no files", zip("a", "b/", ""));
    assertRejected("filename", "\"x.out\" is called after no test", file("x.out", "20"));
    assertRejected("filename", "both answer secret/1", file("1.out", "1"), file("1.ans", "2"));
    String[] many = new String[2 * 10_001];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "f" + i;
      many[i + 1] = "";
    }
    assertRejected("source", "over 10000 entries", zip("a", many));
    String[] large = new String[2 * 65];
    for (int i = 0; i < large.length; i += 2) {
      large[i] = "f" + i;
      large[i + 1] = " ".repeat(1 << 20);
    }
    assertRejected("source", "unpacks to over 67108864 bytes", zip("a", large));
  }

  private void assertRejected(String field, String why, Body... files) throws IOException {
    ProblemPackage problem = twice("submit-answer").read();
    assertThatThrownBy(() -> judge(problem, files))
        .hasMessageContaining(why)
        .asInstanceOf(InstanceOfAssertFactories.type(Rejected.class))
        .satisfies(rejected -> {
          assertThat(rejected.reason()).isEqualTo(Reason.INVALID_SUBMISSION);
          assertThat(rejected.field()).contains(field);
        });
  }

  @Test
  void validatorsForProgramsAreAnObstacle() throws Exception {
    ProblemPackage problem =
        twice("submit-answer")
            .with("static_validator/v.py", "x")
            .with("data/secret/test_group.yaml", "static_validation_score: pass-fail\n")
            .read();
    assertThat(Judgeability.obstacle(problem).orElseThrow()).contains("validators for programs");
    assertThat(problem.publishable()).isFalse();
  }
}
