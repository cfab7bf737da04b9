package gavel.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.cli.verify.PackageChecks.Opinion;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.PackageProgram;
import gavel.testcases.problem.TestOptions;
import gavel.testcases.problem.Validation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataChecksTest {
  /** An input validator that takes numbers, and says what it is told to say of some words. */
  private static final class Numbers implements PackageChecks {
    @Override
    public Opinion input(PackageProgram validator, TestOptions options, PackageFile input) {
      String text = content(input).strip();
      return switch (text) {
        case "crash" -> new Opinion.Faulty("signal SIGSEGV");
        case "later" -> new Opinion.Unchecked("not now");
        default ->
            text.chars().allMatch(Character::isDigit)
                ? new Opinion.Accepted()
                : new Opinion.Rejected("no number");
      };
    }

    @Override
    public Opinion answer(
        PackageProgram validator, List<String> arguments, PackageFile input, PackageFile answer) {
      return new Opinion.Accepted();
    }

    @Override
    public Opinion output(
        PackageProgram validator,
        Validation.Custom validation,
        PackageFile input,
        PackageFile answer,
        PackageFile output) {
      return content(output).startsWith("any")
          ? new Opinion.Rejected("no number")
          : new Opinion.Accepted();
    }

    private static String content(PackageFile file) {
      try (InputStream in = file.open()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  @TempDir private Path dir = Path.of("");
  private SmallPackage small;

  @BeforeEach
  void write() throws IOException {
    small = new SmallPackage(dir, "twice").test("secret/1", 5);
  }

  private List<DataCheck> checks() throws Exception {
    return DataChecks.of(small.opened().problem().orElseThrow(), new Numbers());
  }

  private List<String> flaws() throws Exception {
    return DataFindings.of(checks()).stream().map(PackageProblem::toString).toList();
  }

  @Test
  void soundDataHasNoFlaws() throws Exception {
    assertThat(checks()).extracting(DataCheck::result).containsOnly(DataCheck.Result.OK);
    assertThat(checks())
        .extracting(DataCheck::kind)
        .containsExactly(DataCheck.Kind.INPUT, DataCheck.Kind.OUTPUT);
  }

  @Test
  void aBadInputIsNamed() throws Exception {
    small.file("data/secret/2.in", "five\n").file("data/secret/2.ans", "10\n");
    assertThat(flaws())
        .containsExactly("data/secret/2.in:1: error: check.ctd rejects this: no number");
  }

  @Test
  void invalidInputsHaveToBeRejectedBySomebody() throws Exception {
    small.file("data/invalid_input/a.in", "five\n");
    small.file("data/invalid_input/b.in", "5\n");
    assertThat(flaws())
        .containsExactly(
            "data/invalid_input/b.in:1: error: check.ctd accepts this, and has to reject it");
  }

  @Test
  void outputsHaveToBeTakenAsTheirDirectorySays() throws Exception {
    for (String directory : List.of("valid_output", "invalid_output")) {
      for (int number : List.of(4, 5)) {
        String name = "data/" + directory + "/" + number;
        small.file(name + ".in", "2\n").file(name + ".ans", "4\n").file(name + ".out", number + "");
      }
    }
    assertThat(flaws())
        .hasSize(2)
        .anyMatch(flaw -> flaw.startsWith("data/valid_output/5.out:1: error: the default output"))
        .anyMatch(flaw -> flaw.startsWith("data/invalid_output/4.out:1: error: the default"));
  }

  private void customValidator() throws IOException {
    small
        .file("problem.yaml", "problem_format_version: 2025-09\nname: Twice\nuuid: 1\n")
        .file("output_validator/validate.py", "")
        .file("data/secret/2.in", "1\n")
        .file("data/secret/2.ans", "any of two\n")
        .file("data/secret/3.in", "1\n")
        .file("data/secret/3.ans", "any of three\n")
        .file("data/sample/1.in", "1\n")
        .file("data/sample/1.ans", "any of them\n");
  }

  @Test
  void secretAnswersNeedNotBeOutputs() throws Exception {
    customValidator();
    assertThat(flaws())
        .containsExactly(
            "data/sample/1.ans:1: error: validate.py rejects this: no number",
            "data/secret/2.ans:1: warning: validate.py rejects this: no number (the same for"
                + " 1 more)");
  }

  @Test
  void whatASampleShowsStandsForItsAnswer() throws Exception {
    customValidator();
    small.file("data/sample/1.out", "2\n");
    small.file("data/sample/2.in", "1\n").file("data/sample/2.ans", "any\n");
    small.file("data/sample/2.ans.statement", "2 or 3\n");
    assertThat(flaws()).allMatch(flaw -> flaw.startsWith("data/secret/2.ans:1: warning"));
    small.file("data/sample/1.out", "anything\n");
    assertThat(flaws()).anyMatch(flaw -> flaw.startsWith("data/sample/1.out:1: error"));
  }

  @Test
  void anAnswerThatNobodyCouldRejectIsAFlaw() throws Exception {
    small.file("data/invalid_answer/a.in", "2\n").file("data/invalid_answer/a.ans", "4\n");
    assertThat(flaws())
        .singleElement()
        .asString()
        .endsWith("the default output validator accepts this, and has to reject it");
  }

  @Test
  void aValidatorThatDoesNotWorkIsSaidOnce() throws Exception {
    for (int i = 2; i < 5; i++) {
      small.file("data/secret/" + i + ".in", "crash\n").file("data/secret/" + i + ".ans", "1\n");
    }
    small.file("data/secret/9.in", "later\n").file("data/secret/9.ans", "1\n");
    assertThat(flaws())
        .containsExactly(
            "data/secret/2.in:1: error: check.ctd does not work: signal SIGSEGV (the same for 2"
                + " more)",
            "data/secret/9.in:1: warning: not checked by check.ctd: not now");
  }
}
