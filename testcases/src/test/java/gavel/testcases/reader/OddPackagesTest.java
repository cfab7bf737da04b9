package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.testcases.problem.Expectation.Basis;
import gavel.testcases.problem.Grading;
import gavel.testcases.problem.JurySubmission;
import gavel.testcases.problem.PackageProgram;
import gavel.testcases.problem.Person;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.ScoreRange;
import gavel.testcases.problem.TestGroup;
import gavel.testcases.problem.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages as they are found, which the formats do not quite foresee. */
class OddPackagesTest {
  @TempDir Path directory;
  private TestPackage sum;

  @BeforeEach
  void write() throws IOException {
    sum = TestPackage.good(directory);
  }

  private List<String> arguments(String flags) throws IOException {
    sum.write("problem.yaml", "name: Sum\nvalidation: custom\nvalidator_flags: " + flags + "\n")
        .write("output_validators/check.py", "x");
    return sum.read().validation() instanceof Validation.Custom custom
        ? custom.arguments()
        : List.of();
  }

  @Test
  void quotedFlagsAreOneWord() throws IOException {
    assertThat(arguments("--say \"two words\" 'and more' last"))
        .containsExactly("--say", "two words", "and more", "last");
    assertThat(arguments("it's \"open don't \"a\"b"))
        .containsExactly("it's", "\"open", "don't", "\"a\"b");
  }

  private Grading secret() throws IOException {
    return sum.read().data().root().groups().toList().getLast().grading();
  }

  @Test
  void firstDraftsHaveLegacyGroups() throws IOException {
    String draft = "problem_format_version: 2023-07-draft\nname: Sum\ntype: scoring\n";
    sum.write("problem.yaml", draft)
        .write("data/secret/testdata.yaml", "on_reject: break\naccept_score: 7\n");
    assertThat(secret())
        .isInstanceOfSatisfying(
            Grading.Legacy.class, legacy -> assertThat(legacy.acceptScore()).isEqualTo(7));
    sum.write("data/secret/test_group.yaml", "max_score: 7\n");
    assertThat(secret()).isInstanceOf(Grading.Points.class);
  }

  @Test
  void laterDraftsHaveNewGroups() throws IOException {
    sum.write("problem.yaml", "problem_format_version: 2023-07-draft\nname: Sum\n")
        .write("data/secret/testdata.yaml", "args: [range, on_reject]\n");
    assertThat(secret()).isInstanceOf(Grading.Points.class);
    ProblemPackage problem = sum.read();
    assertThat(problem.data().root().groups().map(TestGroup::name))
        .containsExactly("sample", "secret");
  }

  @Test
  void differentTagsInOneSubmissionExpectNothing() throws IOException {
    sum.write("submissions/accepted/two/a.cpp", "// @EXPECTED_RESULTS@: WRONG-ANSWER\n")
        .write("submissions/accepted/two/b.cpp", "// @EXPECTED_RESULTS@: TIMELIMIT\n");
    ProblemPackage problem = sum.read();
    JurySubmission two =
        problem.submissions().stream()
            .filter(each -> each.name().equals("accepted/two"))
            .findFirst()
            .orElseThrow();
    assertThat(two.expected()).isEmpty();
    assertThat(two.expectation().basis()).isEqualTo(Basis.TAG);
    assertThat(sum.problems()).anyMatch(found -> found.contains("tagged differently; none counts"));
  }

  @Test
  void inputValidatorInTheSingularCounts() throws IOException {
    sum.delete("input_validators/check.py").write("input_validator/only.py", "x");
    assertThat(sum.read().parts().programs().inputValidators())
        .extracting(PackageProgram::name)
        .containsExactly("only.py");
    assertThat(sum.problems()).anyMatch(found -> found.contains("called input_validators"));
  }

  @Test
  void licensesInAnyCaseAndAuthorsInASequence() throws IOException {
    sum.write("problem.yaml", "name: Sum\nlicense: CC BY-SA\nauthor: [A, B and C]\n");
    ProblemPackage problem = sum.read();
    assertThat(problem.errors()).isEmpty();
    assertThat(problem.metadata().license()).isEqualTo("cc by-sa");
    assertThat(problem.metadata().credits().authors())
        .extracting(Person::name)
        .containsExactly("A", "B", "C");
    assertThat(sum.problems()).anyMatch(line -> line.contains("author has to be a text"));
  }

  @Test
  void gradingOfProblemYamlGoesOverThatOfGroups() throws IOException {
    sum.write(
            "problem.yaml",
            """
            name: Sum
            type: scoring
            grading:
              on_reject: grade
              accept_score: 7
              reject_score: 2
              range: 0 30
            """)
        .write("data/testdata.yaml", "on_reject: break\naccept_score: 3\n")
        .write("data/secret/testdata.yaml", "on_reject: break\nrange: 0 5\nreject_score: 1\n");
    Grading.Legacy secret = (Grading.Legacy) secret();
    assertThat(secret.breakOnReject()).isFalse();
    assertThat(secret.acceptScore()).isEqualTo(7);
    assertThat(secret.rejectScore()).isEqualTo(2);
    assertThat(secret.range()).isEqualTo(new ScoreRange(0, 30));
  }
}
