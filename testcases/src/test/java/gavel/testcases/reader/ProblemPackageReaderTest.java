package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.testcases.problem.JurySubmission;
import gavel.testcases.problem.NamedFile;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.ProblemLimits;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.Validation;
import gavel.testcases.validator.ValidatorFlags;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemPackageReaderTest {
  @TempDir private Path directory;
  private TestPackage sum = new TestPackage(Path.of("sum"));

  @BeforeEach
  void write() throws IOException {
    sum = TestPackage.good(directory);
  }

  @Test
  void aGoodPackage() throws IOException {
    ProblemPackage problem = sum.read();
    assertThat(problem.problems()).isEmpty();
    assertThat(problem.publishable()).isTrue();
    assertThat(problem.tests()).isNotEmpty();
    assertThat(problem.id().value()).isEqualTo("sum");
    assertThat(problem.metadata().name()).isEqualTo("Sum");
    assertThat(problem.limits()).isEqualTo(ProblemLimits.DEFAULTS);
    assertThat(problem.timeLimit()).contains(Duration.ofMillis(1500));
    assertThat(problem.validation()).isEqualTo(new Validation.Default(ValidatorFlags.NONE));
    assertThat(sum.tests()).containsExactly("sample/1", "secret/01", "secret/02");
    assertThat(problem.tests()).extracting(TestCase::sample).containsExactly(true, false, false);
  }

  @Test
  void aTestCaseIsAPathWithSizeAndHash() throws IOException {
    PackageFile input = sum.read().tests().getFirst().input();
    assertThat(input.name()).isEqualTo("data/sample/1.in");
    assertThat(input.path()).isEqualTo(sum.root().toRealPath().resolve("data/sample/1.in"));
    assertThat(input.size()).isEqualTo(ByteSize.ofBytes(4));
    assertThat(input.sha256())
        .isEqualTo("f251ddc12234e0da8d3b778bd0f7463fb477f16f47757f5617dc8b4ff4d4f14a");
  }

  @Test
  void aFileThatChangesInUseIsAFault() throws IOException {
    PackageFile input = sum.read().tests().getFirst().input();
    sum.write("data/sample/1.in", "1 22\n");
    assertThatThrownBy(input::sha256)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed");
  }

  @Test
  void theRevisionNamesTheContent() throws IOException {
    String before = sum.read().revision();
    assertThat(before).matches("[0-9a-f]{64}").isEqualTo(sum.read().revision());
    assertThat(sum.write("data/secret/01.ans", "4\n").read().revision()).isNotEqualTo(before);
    assertThat(sum.write("data/secret/01.ans", "3\n").read().revision()).isEqualTo(before);
    assertThat(sum.write("extra.txt", "").read().revision()).isNotEqualTo(before);
    sum.delete("extra.txt").write(".git/HEAD", "x");
    assertThat(sum.read().revision()).isEqualTo(before);
  }

  @Test
  void noDirectoryIsAFaultAndNotAPackage() {
    Path nowhere = directory.resolve("nowhere");
    assertThatThrownBy(() -> ProblemPackageReader.read(nowhere))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void withoutProblemYamlTheRestIsStillRead() throws IOException {
    sum.delete("problem.yaml");
    assertThat(sum.problems()).containsExactly("problem.yaml:1: error: This file is missing");
    assertThat(sum.read().tests()).isNotEmpty();
    assertThat(sum.read().publishable()).isFalse();
  }

  @Test
  void noTimeLimitIsAnAbsence() throws IOException {
    assertThat(sum.delete(".timelimit").read().timeLimit()).isEmpty();
    sum.write("domjudge-problem.ini", "; made by hand\nname = 'Sum'\ntimelimit='2.5'\n");
    assertThat(sum.read().timeLimit()).contains(Duration.ofMillis(2500));
    assertThat(sum.write(".timelimit", " 3 ").read().timeLimit()).contains(Duration.ofMillis(2500));
    assertThat(sum.errors())
        .containsExactly(".timelimit:1: error: domjudge-problem.ini has another time limit, 2.5 s");
    sum.delete("domjudge-problem.ini");
    assertThat(sum.read().timeLimit()).contains(Duration.ofSeconds(3));
  }

  @Test
  void aBadTimeLimitIsReported() throws IOException {
    for (String bad : new String[] {"", "fast", "0", "-1", "nan", "1e9", "1 2", "1e-12"}) {
      assertThat(sum.write(".timelimit", bad).problems())
          .singleElement()
          .asString()
          .startsWith(".timelimit:1: error: The time limit has to be a number of seconds over 0");
      assertThat(sum.read().timeLimit()).isEmpty();
    }
    sum.delete(".timelimit").write("domjudge-problem.ini", "\n\ntimelimit = \"x\"\n");
    assertThat(sum.problems())
        .singleElement()
        .asString()
        .startsWith("domjudge-problem.ini:3: error");
  }

  @Test
  void submissionsExpectWhatTheirDirectorySays() throws IOException {
    sum.write("submissions/wrong_answer/off.py", "x")
        .write("submissions/run_time_error/dir/main.c", "x")
        .write("submissions/run_time_error/dir/sub/part.c", "x")
        .write("submissions/time_limit_exceeded/slow.java", "x")
        .write("submissions/memory_limit_exceeded/big.py", "x")
        .write("submissions/output_limit_exceeded/loud.py", "x")
        .write("submissions/compiler_error/bad.c", "x")
        .write("submissions/security_violation/fork.c", "x")
        .write("submissions/accepted/.hidden", "x")
        .write("submissions/strange/x.c", "x");
    ProblemPackage problem = sum.read();
    Map<String, Set<Status>> expected =
        problem.submissions().stream()
            .collect(Collectors.toMap(JurySubmission::name, JurySubmission::expected));
    assertThat(expected)
        .containsOnly(
            Map.entry("accepted/sum.cpp", Set.of(Status.SUCCESS)),
            Map.entry("wrong_answer/off.py", Set.of(Status.WRONG_ANSWER)),
            Map.entry("run_time_error/dir", Set.of(Status.RUNTIME_ERROR)),
            Map.entry("time_limit_exceeded/slow.java", Set.of(Status.TIMEOUT)),
            Map.entry("memory_limit_exceeded/big.py", Set.of(Status.MEMORY_EXCEEDED)),
            Map.entry("output_limit_exceeded/loud.py", Set.of(Status.OUTPUT_EXCEEDED)),
            Map.entry("compiler_error/bad.c", Set.of(Status.COMPILATION_ERROR)),
            Map.entry("security_violation/fork.c", Set.of(Status.SECURITY_VIOLATION)),
            Map.entry("strange/x.c", Set.of()));
    assertThat(problem.publishable()).isTrue();
    assertThat(sum.problems())
        .containsExactly(
            "submissions/accepted/.hidden:1: warning: This is hidden; skipped",
            "submissions/strange:1: warning: No verdict is known by this name: nothing is expected"
                + " in here");
  }

  @Test
  void aCustomValidator() throws IOException {
    sum.write("problem.yaml", "name: Sum\nvalidation: custom interactive\nvalidator_flags: a b\n")
        .write("output_validators/check.py", "x")
        .write("include/cpp/grader.cpp", "x");
    ProblemPackage problem = sum.read();
    assertThat(sum.problems()).isEmpty();
    assertThat(problem.validation())
        .isEqualTo(new Validation.Custom(true, false, false, java.util.List.of("a", "b")));
    assertThat(problem.parts().included().of(java.util.List.of("cpp")))
        .extracting(NamedFile::name)
        .containsExactly("grader.cpp");
  }

  @Test
  void validatorsMustFitTheValidation() throws IOException {
    sum.write("output_validators/check.py", "x");
    assertThat(sum.problems())
        .containsExactly(
            "output_validators:1: error: There are validators here, but validation is default");
  }

  @Test
  void namesOutsideTheFormatAreOddOnly() throws IOException {
    TestPackage odd = new TestPackage(directory.resolve("Hello-World"));
    odd.write("problem.yaml", "name: X\n").test("sample/a").test("secret/a+b");
    assertThat(odd.read().publishable()).isTrue();
    assertThat(odd.read().warnings()).hasSize(6);
    assertThat(odd.tests()).containsExactly("sample/a", "secret/a+b");
  }
}
