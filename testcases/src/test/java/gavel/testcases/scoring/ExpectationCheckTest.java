package gavel.testcases.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import gavel.testcases.problem.Expectation;
import gavel.testcases.problem.Expectation.Basis;
import gavel.testcases.problem.Glob;
import gavel.testcases.problem.ScoreRange;
import gavel.testcases.problem.TestRule;
import gavel.testcases.problem.TestRule.TimeUse;
import gavel.testcases.scoring.ExpectationCheck.TestVerdict;
import gavel.testcases.scoring.ExpectationCheck.Violation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpectationCheckTest {
  private static final List<TestVerdict> TESTS =
      List.of(
          new TestVerdict("sample/1", Status.SUCCESS, ""),
          new TestVerdict("secret/g/1", Status.WRONG_ANSWER, "too long"));
  private static final GroupResult GROUP =
      new GroupResult("secret/g", true, Status.WRONG_ANSWER, OptionalDouble.of(3));

  private static List<String> check(Expectation expectation, Status status, double score) {
    Grade grade = new Grade(status, OptionalDouble.of(score), List.of(GROUP), List.of());
    return ExpectationCheck.check(expectation, TESTS, grade, OptionalDouble.of(100)).stream()
        .map(Violation::message)
        .toList();
  }

  private static Expectation rules(TestRule... rules) {
    return new Expectation(Set.of(), Basis.YAML, false, Optional.empty(), List.of(rules));
  }

  private static TestRule rule(String scope, Set<Status> permitted, Set<Status> required) {
    return new TestRule(
        Optional.of(new Glob(scope)),
        permitted,
        required,
        Optional.of(ScoreRange.of(3)),
        Optional.of("long"),
        TimeUse.DERIVED,
        false);
  }

  @Test
  void finalVerdicts() {
    Expectation crash =
        new Expectation(
            Set.of(Status.RUNTIME_ERROR), Basis.DIRECTORY, false, Optional.empty(), List.of());
    assertThat(check(crash, Status.MEMORY_EXCEEDED, 0)).isEmpty();
    assertThat(check(crash, Status.WRONG_ANSWER, 0))
        .containsExactly("The verdict is WA, expected is RTE");
    assertThat(check(Expectation.NONE, Status.WRONG_ANSWER, 0)).isEmpty();
  }

  @Test
  void scores() {
    Expectation partial =
        new Expectation(
            Set.of(Status.SUCCESS),
            Basis.DIRECTORY,
            true,
            Optional.of(new ScoreRange(10, 20)),
            List.of());
    assertThat(check(partial, Status.SUCCESS, 15)).isEmpty();
    assertThat(check(partial, Status.SUCCESS, 100))
        .containsExactly(
            "The score is the best there is, expected is less",
            "The score is 100.0, expected is 10.0 to 20.0");
  }

  @Test
  void rulesForSomeTests() {
    Set<Status> accepted = Set.of(Status.SUCCESS);
    Set<Status> wrong = Set.of(Status.WRONG_ANSWER);
    assertThat(check(rules(rule("secret/*", wrong, wrong)), Status.WRONG_ANSWER, 0)).isEmpty();
    assertThat(check(rules(rule("{secret/g,x}", accepted, accepted)), Status.WRONG_ANSWER, 0))
        .containsExactly(
            "secret/g/1 is WA, which is not permitted",
            "No test in {secret/g,x} is AC, which is required");
    assertThat(check(rules(rule("sample", accepted, Set.of())), Status.WRONG_ANSWER, 0))
        .containsExactly("No judge message in sample has \"long\"");
  }
}
