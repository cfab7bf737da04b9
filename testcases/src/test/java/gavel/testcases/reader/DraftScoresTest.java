package gavel.testcases.reader;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.testcases.problem.Grading.Aggregation;
import gavel.testcases.problem.Grading.Points;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftScoresTest {
  @TempDir private Path directory;
  private TestPackage sum;

  @BeforeEach
  void write() throws IOException {
    sum = TestPackage.modern(directory);
    for (String name : List.of("01", "02")) {
      sum.delete("data/secret/" + name + ".in").delete("data/secret/" + name + ".ans");
    }
    sum.test("secret/a/1").test("secret/b/1").test("secret/c/1");
    yaml("type: scoring\n");
  }

  private void yaml(String more) throws IOException {
    sum.write(
        "problem.yaml",
        "problem_format_version: 2023-07-draft\nname: Sum\n"
            + "uuid: 5ca6ba5b-36d5-4eff-8aa7-d967cbc4375e\n"
            + more);
  }

  private static TestGroup secret(ProblemPackage problem) {
    return problem
        .data()
        .root()
        .groups()
        .filter(group -> !group.sample())
        .findFirst()
        .orElseThrow();
  }

  private static Points points(ProblemPackage problem, String name) {
    return secret(problem)
        .groups()
        .filter(group -> group.name().equals(name))
        .map(group -> (Points) group.grading())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void scoringHasTheThreeKeys() throws IOException {
    for (String file : List.of("testdata.yaml", "test_group.yaml")) {
      sum.write("data/secret/a/" + file, "scoring: {score: 50, aggregation: min}\n");
    }
    sum.write("data/secret/b/test_group.yaml", "scoring: {require_pass: sample}\n");
    ProblemPackage problem = sum.read();
    assertThat(problem.errors()).isEmpty();
    assertThat(points(problem, "secret/a"))
        .isEqualTo(new Points(OptionalDouble.of(50), Aggregation.MIN, List.of()));
    assertThat(points(problem, "secret/b"))
        .isEqualTo(new Points(OptionalDouble.of(25), Aggregation.PASS_FAIL, List.of("sample")));
    assertThat(points(problem, "secret/c").maxScore()).hasValue(25);
  }

  @Test
  void theLowestOfAllIsAsMuchAsAll() throws IOException {
    sum.write("data/secret/test_group.yaml", "scoring: {score: 30, aggregation: min}\n");
    assertThat(points(sum.read(), "secret/c").maxScore()).hasValue(30);
    sum.write("data/secret/test_group.yaml", "scoring: {score: 30}\n")
        .write("data/secret/a/test_group.yaml", "scoring: {score: 31}\n");
    assertThat(sum.errors()).anyMatch(line -> line.contains("more than that of the group"));
  }

  @Test
  void staticTestsShareToo() throws IOException {
    sum.write("static_validator/check.py", "x")
        .write("data/secret/test_group.yaml", "static_validation: true\n")
        .write(
            "data/secret/a/test_group.yaml",
            """
            scoring: {aggregation: sum}
            static_validation: {score: 10, args: a b}
            """);
    ProblemPackage problem = sum.read();
    assertThat(problem.errors()).isEmpty();
    assertThat(secret(problem).staticTest().flatMap(TestGroup.StaticTest::score)).hasValue(25.0);
    TestGroup first = secret(problem).groups().findFirst().orElseThrow();
    assertThat(first.staticTest())
        .isEqualTo(Optional.of(new TestGroup.StaticTest(Optional.of(10.0), List.of("a", "b"))));
  }

  @Test
  void factorsUnderTheirOldNames() throws IOException {
    yaml("limits: {time_multiplier: 3, time_safety_margin: 1.2}\n");
    ProblemPackage problem = sum.read();
    assertThat(problem.limits().timeMultiplier()).isEqualTo(3);
    assertThat(problem.limits().timeSafetyMargin()).isEqualTo(1.2);
    assertThat(sum.problems()).noneMatch(line -> line.contains("time_multiplier"));
  }
}
