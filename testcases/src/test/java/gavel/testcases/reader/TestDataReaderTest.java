package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.Validation;
import gavel.testcases.validator.ValidatorFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDataReaderTest {
  @TempDir private Path directory;
  private TestPackage sum = new TestPackage(Path.of("sum"));

  @BeforeEach
  void write() throws IOException {
    sum = TestPackage.good(directory);
  }

  @Test
  void aMissingAnswerIsReportedAndTheRestIsJudged() throws IOException {
    sum.delete("data/secret/01.ans").delete("data/sample/1.in");
    assertThat(sum.problems())
        .containsExactly(
            "data/sample/1.ans:1: error: There is no input to this answer: 1.in is missing; the"
                + " test case is left out",
            "data/secret/01.in:1: error: There is no answer to this input: 01.ans is missing; the"
                + " test case is left out");
    ProblemPackage problem = sum.read();
    assertThat(problem.publishable()).isFalse();
    assertThat(problem.tests()).isNotEmpty();
    assertThat(sum.tests()).containsExactly("secret/02");
  }

  @Test
  void dataOrderIsByBaseNameInBytes() throws IOException {
    sum.test("secret/1")
        .test("secret/10")
        .test("secret/2")
        .test("secret/1-a")
        .test("secret/1.5")
        .test("secret/B")
        .test("secret/a")
        .test("secret/03/z")
        .test("secret/03/deep/x")
        .test("secret/03");
    assertThat(sum.tests())
        .containsExactly(
            "sample/1",
            "secret/01",
            "secret/02",
            "secret/03",
            "secret/03/deep/x",
            "secret/03/z",
            "secret/1",
            "secret/1-a",
            "secret/1.5",
            "secret/10",
            "secret/2",
            "secret/B",
            "secret/a");
  }

  @Test
  void otherFilesBesideTestCasesAreIgnored() throws IOException {
    sum.write("data/secret/01.desc", "x")
        .write("data/secret/01.png", "x")
        .write("data/secret/.x.in", "x");
    assertThat(sum.problems()).isEmpty();
    assertThat(sum.tests()).hasSize(3);
  }

  @Test
  void onlySampleAndSecret() throws IOException {
    sum.test("extra/1").test("loose");
    assertThat(sum.problems())
        .containsExactly(
            "data/loose.ans:1: error: Test cases belong in data/sample or data/secret; left out",
            "data/loose.in:1: error: Test cases belong in data/sample or data/secret; left out",
            "data/extra:1: error: data has the groups sample and secret only; left out");
    assertThat(sum.tests()).hasSize(3);
  }

  @Test
  void noData() throws IOException {
    TestPackage bare = new TestPackage(directory.resolve("bare")).write("problem.yaml", "");
    assertThat(bare.errors()).containsExactly("data:1: error: There is no test data");
    assertThat(bare.read().tests()).isEmpty();
    Files.createDirectories(bare.root().resolve("data/secret/empty"));
    assertThat(bare.problems())
        .contains(
            "data/sample:1: warning: There is no sample test data",
            "data/secret/empty:1: error: There is no test case in here");
  }

  @Test
  void groupsAddTheirFlagsAndInheritThem() throws IOException {
    sum.write("problem.yaml", "validator_flags: case_sensitive\n")
        .write("data/secret/testdata.yaml", "output_validator_flags: float_tolerance 1e-3\n")
        .test("secret/g/1")
        .write("data/secret/g/testdata.yaml", "on_reject: continue\n")
        .test("secret/h/1")
        .write(
            "data/secret/h/testdata.yaml",
            "output_validator_flags: {name: d, flags: space_change_sensitive}\n");
    ProblemPackage problem = sum.read();
    assertThat(problem.problems()).isEmpty();
    assertThat(problem.tests())
        .extracting(test -> ((Validation.Default) test.validation()).flags())
        .containsExactly(
            flags("case_sensitive"),
            flags("case_sensitive float_tolerance 1e-3"),
            flags("case_sensitive float_tolerance 1e-3"),
            flags("case_sensitive float_tolerance 1e-3"),
            flags("case_sensitive space_change_sensitive"));
  }

  private static ValidatorFlags flags(String text) {
    return ValidatorFlags.parse(text).flags();
  }

  @Test
  void badGroupSettings() throws IOException {
    sum.write(
        "data/testdata.yaml",
        "grading: custom\non_reject: maybe\nrange: 0 1\noutput_validator_flags: case\nfoo: 1\n");
    assertThat(sum.problems())
        .containsExactly(
            "data/testdata.yaml:2: error: on_reject has to be break or continue, not \"maybe\"",
            "data/testdata.yaml:1: error: grading is custom, but there is no program in graders",
            "data/testdata.yaml:3: error: range is for problems of type scoring only",
            "data/testdata.yaml:4: error: output_validator_flags at character 1: \"case\" is not a"
                + " flag of the default validator: case_sensitive, space_change_sensitive,"
                + " float_tolerance E, float_absolute_tolerance E and float_relative_tolerance E",
            "data/testdata.yaml:5: warning: foo is not a key of this format");
  }

  @Test
  void anAnswerOverTheOutputLimitIsAMistake() throws IOException {
    sum.write("problem.yaml", "limits: {output: 1}\n")
        .write("data/secret/01.ans", lines(600_000))
        .write("data/secret/02.ans", lines(1_100_000));
    assertThat(sum.problems())
        .containsExactly(
            "data/secret/01.ans:1: warning: The answer is over half of the output limit of 1MiB",
            "data/secret/02.ans:1: error: The answer is larger than the output limit of 1MiB");
  }

  private static byte[] lines(int size) {
    byte[] bytes = new byte[size];
    bytes[size - 1] = '\n';
    return bytes;
  }
}
