package gavel.testcases.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.Grading.Aggregation;
import gavel.testcases.problem.TestGroup;
import org.junit.jupiter.api.Test;

class StaticTestsTest {
  private static final TestResult ACCEPTED = TestResult.of(Status.SUCCESS);
  private static final TestResult REJECTED = TestResult.of(Status.WRONG_ANSWER);

  private final Tests tests = new Tests(FormatVersion.V2025_09, true);

  private Grade grade(TestGroup secret) throws InterruptedException {
    return tests.grade(tests.group("", Tests.points(-1, Aggregation.PASS_FAIL), secret));
  }

  /** Two groups of 40 points. */
  private TestGroup secret(Aggregation aggregation) {
    return tests.group(
        "secret",
        Tests.points(100, aggregation),
        tests.group(
            "secret/a",
            Tests.points(40, Aggregation.PASS_FAIL),
            tests.test("secret/a/1", Status.SUCCESS)),
        tests.group(
            "secret/b",
            Tests.points(40, Aggregation.PASS_FAIL),
            tests.test("secret/b/1", Status.SUCCESS)));
  }

  @Test
  void thatOfSecretRunsBesideItsGroups() throws InterruptedException {
    Grade grade = grade(tests.withStatic(secret(Aggregation.SUM), 20, ACCEPTED));
    assertThat(tests.asked()).containsExactly("secret (static)", "secret/a/1", "secret/b/1");
    assertThat(grade.score()).hasValue(100);
    assertThat(grade.flaws()).isEmpty();
  }

  @Test
  void oneThatFailsIsWorthNothing() throws InterruptedException {
    assertThat(grade(tests.withStatic(secret(Aggregation.SUM), 20, REJECTED)).score()).hasValue(80);
    assertThat(grade(tests.withStatic(secret(Aggregation.MIN), 20, REJECTED)).score()).hasValue(0);
  }

  @Test
  void whereAllHasToPassItHasNoScore() throws InterruptedException {
    for (Status status : new Status[] {Status.SUCCESS, Status.WRONG_ANSWER}) {
      TestResult scored = TestResult.scored(status, 1);
      Grade grade = grade(tests.withStatic(secret(Aggregation.PASS_FAIL), -1, scored));
      assertThat(grade.status()).isEqualTo(Status.INTERNAL_ERROR);
      assertThat(grade.flaws()).singleElement().asString().contains("secret (static) has a score");
    }
  }
}
