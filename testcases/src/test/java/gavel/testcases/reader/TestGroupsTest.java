package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.testcases.problem.DisplayedSample;
import gavel.testcases.problem.Grading;
import gavel.testcases.problem.Grading.Aggregation;
import gavel.testcases.problem.Grading.Legacy;
import gavel.testcases.problem.Grading.Points;
import gavel.testcases.problem.Grading.ScoreMode;
import gavel.testcases.problem.Grading.VerdictMode;
import gavel.testcases.problem.NamedFile;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.ScoreRange;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.TestGroup;
import gavel.testcases.problem.ValidationCase;
import gavel.testcases.problem.ValidationCase.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestGroupsTest {
  @TempDir private Path directory;

  private static TestGroup group(ProblemPackage problem, String name) {
    TestGroup group = problem.data().root();
    for (String part : name.split("/", -1)) {
      String wanted = group.name().isEmpty() ? part : group.name() + "/" + part;
      group = group.groups().filter(one -> one.name().equals(wanted)).findFirst().orElseThrow();
    }
    return group;
  }

  private static TestCase test(ProblemPackage problem, String name) {
    return problem.tests().stream()
        .filter(test -> test.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void legacyScoring() throws IOException {
    TestPackage sum =
        TestPackage.good(directory)
            .write("problem.yaml", "name: Sum\ntype: scoring\n")
            .write(
                "data/testdata.yaml",
                "on_reject: continue\nrange: 0 100\ngrader_flags: ignore_sample max\n")
            .write("data/secret/testdata.yaml", "grader_flags: first_error\n")
            .test("secret/g1/a")
            .write(
                "data/secret/g1/testdata.yaml",
                """
                on_reject: break
                accept_score: 30
                grader_flags: min accept_if_any_accepted
                input_validator_flags: {name: check, flags: a b}
                """)
            .test("secret/g1/deep/x");
    ProblemPackage problem = sum.read();
    assertThat(problem.problems()).isEmpty();
    Legacy root = (Legacy) problem.data().root().grading();
    assertThat(root.ignoreSample()).isTrue();
    assertThat(root.breakOnReject()).isFalse();
    assertThat(root.score()).isEqualTo(ScoreMode.MAX);
    Legacy secret = (Legacy) group(problem, "secret").grading();
    assertThat(secret.ignoreSample()).isFalse();
    assertThat(secret.verdict()).isEqualTo(VerdictMode.FIRST_ERROR);
    assertThat(secret.score()).isEqualTo(ScoreMode.SUM);
    assertThat(secret.range()).isEqualTo(new ScoreRange(0, 100));
    Legacy deep = (Legacy) group(problem, "secret/g1/deep").grading();
    assertThat(deep).isEqualTo(group(problem, "secret/g1").grading());
    assertThat(deep.acceptScore()).isEqualTo(30);
    assertThat(deep.acceptIfAnyAccepted()).isTrue();
    assertThat(test(problem, "secret/g1/deep/x").options().inputValidator().of("check"))
        .containsExactly("a", "b");
    assertThat(test(problem, "secret/g1/deep/x").options().inputValidator().of("other")).isEmpty();
  }

  @Test
  void legacyMistakes() throws IOException {
    TestPackage sum =
        TestPackage.good(directory)
            .write("problem.yaml", "name: Sum\ntype: scoring\n")
            .write("data/testdata.yaml", "grader_flags: ignore_sample\n")
            .write(
                "data/secret/testdata.yaml",
                "grader_flags: ignore_sample best\nrange: 5 1\naccept_score: many\n");
    assertThat(sum.problems())
        .containsExactly(
            "data/testdata.yaml:1: error: grader_flags has ignore_sample, but on_reject is break:"
                + " secret may not be judged",
            "data/secret/testdata.yaml:1: error: grader_flags has ignore_sample, which is for"
                + " data/testdata.yaml only",
            "data/secret/testdata.yaml:1: error: grader_flags has \"best\", no flag of the grader",
            "data/secret/testdata.yaml:3: error: accept_score has to be a number from"
                + " -1000000000000000 to 1000000000000000, not \"many\"",
            "data/secret/testdata.yaml:2: error: range has to be two numbers, the lower first, such"
                + " as \"0 100\" or \"-inf +inf\", not \"5 1\"");
  }

  private TestPackage scoring() throws IOException {
    return TestPackage.modern(directory)
        .yaml("type: scoring\nconstants: {points: 40}\n")
        .delete("data/secret/01.in")
        .delete("data/secret/01.ans")
        .delete("data/secret/02.in")
        .delete("data/secret/02.ans")
        .test("secret/g1/a")
        .write("data/secret/g1/test_group.yaml", "max_score: {{points}}\nrequire_pass: sample\n")
        .test("secret/g2/x/b")
        .test("secret/g2/c")
        .write(
            "data/secret/g2/test_group.yaml",
            """
            max_score: 60
            score_aggregation: sum
            require_pass: [secret/g1]
            args: [fast]
            output_validator_args: [case_sensitive]
            """);
  }

  @Test
  void modernScoring() throws IOException {
    ProblemPackage problem = scoring().read();
    assertThat(problem.problems()).isEmpty();
    assertThat(group(problem, "secret").grading())
        .isEqualTo(new Points(OptionalDouble.of(100), Aggregation.SUM, List.of()));
    assertThat(group(problem, "secret/g1").grading())
        .isEqualTo(new Points(OptionalDouble.of(40), Aggregation.PASS_FAIL, List.of("sample")));
    assertThat(group(problem, "secret/g2").grading())
        .isEqualTo(new Points(OptionalDouble.of(60), Aggregation.SUM, List.of("secret/g1")));
    assertThat(group(problem, "secret/g2").groups()).isEmpty();
    assertThat(problem.tests())
        .extracting(TestCase::name)
        .containsExactly("sample/1", "secret/g1/a", "secret/g2/c", "secret/g2/x/b");
    assertThat(test(problem, "secret/g2/x/b").options().args()).containsExactly("fast");
    assertThat(test(problem, "secret/g2/x/b").validation())
        .isNotEqualTo(test(problem, "secret/g1/a").validation());
    assertThat(test(problem, "sample/1").options().fullFeedback()).isTrue();
    assertThat(test(problem, "secret/g1/a").options().fullFeedback()).isFalse();
  }

  @Test
  void modernMistakes() throws IOException {
    TestPackage sum =
        scoring()
            .test("secret/loose")
            .write("data/sample/test_group.yaml", "max_score: 3\n")
            .write(
                "data/secret/g1/test_group.yaml",
                "max_score: -1\nrequire_pass: secret/g2\nfoo: 1\nstatic_validator_args: [a]\n")
            .write("data/secret/g2/x/test_group.yaml", "args: [a]\n")
            .write("data/secret/g2/gone.yaml", "args: [a]\n");
    assertThat(sum.problems())
        .containsExactly(
            "data/sample/test_group.yaml:1: error: max_score is for secret and its groups only",
            "data/secret/g1/test_group.yaml:1: error: max_score has to be a number from 0 to"
                + " 1000000000000, not \"-1\"",
            "data/secret/g1/test_group.yaml:4: error: static_validator_args needs"
                + " static_validation_score beside it",
            "data/secret/g1/test_group.yaml:3: error: foo is not a key of this format",
            "data/secret/g2/gone.yaml:1: error: There is no test case for this file",
            "data/secret/g2/x/test_group.yaml:1: error: Groups have no groups in them; not read",
            "data/secret:1: error: There are both test cases and groups in here",
            "data/secret/g1/test_group.yaml:1: error: require_pass names \"secret/g2\", which is no"
                + " group before this one",
            "data/secret/g1/test_group.yaml:1: error: max_score has to be given, as that of secret"
                + " is bounded");
  }

  @Test
  void whatBelongsToATest() throws IOException {
    TestPackage sum =
        TestPackage.modern(directory)
            .write(
                "data/secret/01.yaml",
                """
                args: [-x, "a b"]
                full_feedback: true
                hint: think
                description: big
                input_validator_args: {check: [q]}
                output_validator_args: [foo]
                """)
            .write("data/secret/01.files/sub/input.txt", "x")
            .write("data/secret/02.args", "one  two\n")
            .write("data/secret/02.hint", "h")
            .write("data/secret/02.desc", "d")
            .write("data/secret/03.files/x", "x");
    ProblemPackage problem = sum.read();
    assertThat(problem.problems())
        .extracting(Object::toString)
        .containsExactly(
            "data/secret/01.yaml:6: error: output_validator_args at character 1: \"foo\" is not a"
                + " flag of the default validator: case_sensitive, space_change_sensitive,"
                + " float_tolerance E, float_absolute_tolerance E and float_relative_tolerance E",
            "data/secret/03.files:1: error: There is no test case for these files");
    TestCase first = test(problem, "secret/01");
    assertThat(first.options().args()).containsExactly("-x", "a b");
    assertThat(first.options().fullFeedback()).isTrue();
    assertThat(first.options().hint()).contains("think");
    assertThat(first.options().files())
        .extracting(NamedFile::name)
        .containsExactly("sub/input.txt");
    TestCase second = test(problem, "secret/02");
    assertThat(second.options().args()).containsExactly("one", "two");
    assertThat(second.options().hint()).contains("h");
    assertThat(second.options().description()).contains("d");
  }

  @Test
  void samplesAsTheyAreShown() throws IOException {
    TestPackage sum =
        TestPackage.modern(directory)
            .write("data/sample/1.in.statement", "shown")
            .write("data/sample/1.out", "out\n")
            .write("data/sample/1.ans.statement", "both")
            .write("data/sample/1.in.download", "given")
            .write("data/sample/2.interaction", ">1\n<2\n");
    ProblemPackage problem = sum.read();
    assertThat(problem.errors())
        .extracting(Object::toString)
        .containsExactly(
            "data/sample/1.ans.statement:1: error: .ans.statement cannot be beside .out",
            "data/sample/2.interaction:1: error: .interaction is for interactive and multi-pass"
                + " problems only");
    DisplayedSample shown = problem.data().samples().getFirst();
    assertThat(shown.input().orElseThrow().name()).isEqualTo("data/sample/1.in.statement");
    assertThat(shown.downloadedOutput().orElseThrow().name()).isEqualTo("data/sample/1.out");
    assertThat(problem.data().samples().getLast().interaction()).isPresent();
    assertThat(problem.tests()).hasSize(3);
  }

  @Test
  void casesForValidators() throws IOException {
    TestPackage sum =
        TestPackage.modern(directory)
            .write("data/invalid_input/a.in", "x\n")
            .write("data/invalid_output/b.in", "x\n")
            .write("data/invalid_output/b.ans", "x\n")
            .write("data/invalid_output/b.out", "y\n")
            .write("data/invalid_output/test_group.yaml", "output_validator_args: [case_sensitive]")
            .write("data/valid_output/c.in", "x\n")
            .write("data/invalid_answers/sub/d.in", "x\n")
            .write("data/invalid_answers/sub/d.ans", "x\n");
    ProblemPackage problem = sum.read();
    assertThat(problem.problems())
        .extracting(Object::toString)
        .containsExactly(
            "data/valid_output/c.in:1: error: There is no .ans for this input",
            "data/valid_output/c.in:1: error: There is no .out for this input");
    assertThat(problem.data().validationCases())
        .extracting(ValidationCase::kind, ValidationCase::name)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Kind.INVALID_ANSWER, "invalid_answers/sub/d"),
            org.assertj.core.groups.Tuple.tuple(Kind.INVALID_INPUT, "invalid_input/a"),
            org.assertj.core.groups.Tuple.tuple(Kind.INVALID_OUTPUT, "invalid_output/b"),
            org.assertj.core.groups.Tuple.tuple(Kind.VALID_OUTPUT, "valid_output/c"));
    assertThat(problem.tests()).hasSize(3);
  }

  @Test
  void staticTests() throws IOException {
    TestPackage sum =
        TestPackage.modern(directory)
            .write("static_validator/check.py", "x")
            .write(
                "data/secret/test_group.yaml",
                "static_validation_score: pass-fail\nstatic_validator_args: [a]\n");
    ProblemPackage problem = sum.read();
    assertThat(problem.problems()).isEmpty();
    assertThat(group(problem, "secret").staticTest())
        .contains(new TestGroup.StaticTest(Optional.empty(), List.of("a")));
    Files.delete(sum.root().resolve("static_validator/check.py"));
    assertThat(sum.errors())
        .containsExactly(
            "data/secret/test_group.yaml:1: error: static_validation_score is given, but there is"
                + " no static_validator");
  }

  @Test
  void samplesOnly() throws IOException {
    TestPackage sum = TestPackage.good(directory);
    for (String name : Set.of("01.in", "01.ans", "02.in", "02.ans")) {
      sum.delete("data/secret/" + name);
    }
    Files.delete(sum.root().resolve("data/secret"));
    assertThat(sum.errors()).containsExactly("data/secret:1: error: There is no secret test data");
    assertThat(sum.read().tests()).isNotEmpty();
    assertThat(sum.read().data().root().grading()).isInstanceOf(Grading.Legacy.class);
  }

  @Test
  void wartsOfFiles() throws IOException {
    TestPackage sum =
        TestPackage.good(directory)
            .write("data/secret/with space.in", "1 1\r\n")
            .write("data/secret/with space.ans", "2")
            .write("data/secret/same.in", "secret/01\n")
            .write("data/secret/same.ans", "3\n");
    assertThat(sum.errors()).isEmpty();
    assertThat(sum.problems())
        .containsExactly(
            "data/secret/with space.in:1: warning: Lines do not end in a newline alone (CR LF)",
            "data/secret/with space.ans:1: warning: The last line does not end in a newline",
            "data/secret/same.in:1: warning: This input is the same as data/secret/01.in",
            "data/secret/with space.ans:1: warning: File names are 2 to 255 letters, digits, '_',"
                + " '.' and '-' in this format, not \"with space.ans\"",
            "data/secret/with space.in:1: warning: File names are 2 to 255 letters, digits, '_',"
                + " '.' and '-' in this format, not \"with space.in\"");
    assertThat(sum.tests()).contains("secret/with space");
  }
}
