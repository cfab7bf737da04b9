package gavel.testcases.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.Grading.Aggregation;
import gavel.testcases.problem.Grading.Legacy;
import gavel.testcases.problem.Grading.ScoreMode;
import gavel.testcases.problem.Grading.VerdictMode;
import gavel.testcases.problem.ScoreRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraderTest {
  private static final Legacy GO_ON = legacy(false, VerdictMode.WORST_ERROR, ScoreMode.SUM, 1);

  private static Legacy legacy(
      boolean breaks, VerdictMode verdict, ScoreMode score, double accept) {
    return new Legacy(
        breaks, false, List.of(), verdict, score, false, false, accept, 0, ScoreRange.ANY);
  }

  private static Legacy flags(boolean ignoreSample, boolean any) {
    return new Legacy(
        false,
        false,
        List.of(),
        VerdictMode.FIRST_ERROR,
        ScoreMode.SUM,
        ignoreSample,
        any,
        1,
        0,
        new ScoreRange(0, 1));
  }

  private static Tests legacyTests(boolean scoring) {
    return new Tests(FormatVersion.LEGACY, scoring);
  }

  @Test
  void breakAsksForNothingAfterTheFirstRejection() throws InterruptedException {
    Tests tests = legacyTests(false);
    Grade grade =
        tests.grade(
            tests.group(
                "",
                Legacy.DEFAULT,
                tests.group("sample", Legacy.DEFAULT, tests.test("sample/1", Status.SUCCESS)),
                tests.group(
                    "secret",
                    Legacy.DEFAULT,
                    tests.test("secret/1", Status.TIMEOUT),
                    tests.test("secret/2", Status.RUNTIME_ERROR))));
    assertThat(grade.status()).isEqualTo(Status.TIMEOUT);
    assertThat(grade.score()).isEmpty();
    assertThat(tests.asked()).containsExactly("sample/1", "secret/1");
  }

  @Test
  void worstAndFirst() throws InterruptedException {
    for (VerdictMode mode : VerdictMode.values()) {
      Tests tests = legacyTests(false);
      Grade grade =
          tests.grade(
              tests.group(
                  "",
                  legacy(false, mode, ScoreMode.SUM, 1),
                  tests.test("1", Status.WRONG_ANSWER),
                  tests.test("2", Status.RUNTIME_ERROR),
                  tests.test("3", Status.TIMEOUT)));
      assertThat(grade.status())
          .isEqualTo(
              switch (mode) {
                case WORST_ERROR -> Status.RUNTIME_ERROR;
                case FIRST_ERROR -> Status.WRONG_ANSWER;
                case ALWAYS_ACCEPT -> Status.SUCCESS;
              });
      assertThat(tests.asked()).hasSize(3);
    }
  }

  @Test
  void scoreModes() throws InterruptedException {
    for (ScoreMode mode : ScoreMode.values()) {
      Tests tests = legacyTests(true);
      Grade grade =
          tests.grade(
              tests.group(
                  "",
                  legacy(false, VerdictMode.ALWAYS_ACCEPT, mode, 3),
                  tests.test("1", Status.SUCCESS),
                  tests.scored("2", 5),
                  tests.test("3", Status.WRONG_ANSWER)));
      assertThat(grade.score().orElseThrow())
          .isEqualTo(
              switch (mode) {
                case SUM -> 8.0;
                case AVG -> 8.0 / 3;
                case MIN -> 0.0;
                case MAX -> 5.0;
              });
    }
  }

  @Test
  void ignoreSampleAndAcceptIfAny() throws InterruptedException {
    Tests tests = legacyTests(true);
    Grade grade =
        tests.grade(
            tests.group(
                "",
                flags(true, false),
                tests.group("sample", GO_ON, tests.test("sample/1", Status.WRONG_ANSWER)),
                tests.group(
                    "secret",
                    flags(false, true),
                    tests.test("secret/1", Status.SUCCESS),
                    tests.test("secret/2", Status.WRONG_ANSWER),
                    tests.test("secret/3", Status.SUCCESS))));
    assertThat(grade.status()).isEqualTo(Status.SUCCESS);
    assertThat(grade.score()).hasValue(2);
    assertThat(grade.flaws()).hasSize(2).first().asString().contains("outside of its range");
    assertThat(grade.group("sample").orElseThrow().status()).isEqualTo(Status.WRONG_ANSWER);
  }

  @Test
  void aRejectedSubmissionHasNoScore() throws InterruptedException {
    Tests tests = legacyTests(true);
    Grade grade =
        tests.grade(tests.group("", GO_ON, tests.scored("1", 5), tests.test("2", Status.TIMEOUT)));
    assertThat(grade.status()).isEqualTo(Status.TIMEOUT);
    assertThat(grade.score()).isEmpty();
  }

  private static Tests modern() {
    return new Tests(FormatVersion.V2025_09, true);
  }

  @Test
  void groupsWithPoints() throws InterruptedException {
    Tests tests = modern();
    Grade grade =
        tests.grade(
            tests.group(
                "",
                Tests.points(-1, Aggregation.PASS_FAIL),
                tests.group(
                    "sample",
                    Tests.points(-1, Aggregation.PASS_FAIL),
                    tests.test("sample/1", Status.WRONG_ANSWER)),
                tests.group(
                    "secret",
                    Tests.points(100, Aggregation.SUM),
                    tests.group(
                        "secret/a",
                        Tests.points(30, Aggregation.PASS_FAIL),
                        tests.test("secret/a/1", Status.SUCCESS)),
                    tests.group(
                        "secret/b",
                        Tests.points(20, Aggregation.PASS_FAIL, "sample"),
                        tests.test("secret/b/1", Status.SUCCESS)),
                    tests.group(
                        "secret/c",
                        Tests.points(20, Aggregation.SUM, "secret/a"),
                        tests.test("secret/c/1", Status.SUCCESS),
                        tests.test("secret/c/2", Status.TIMEOUT)),
                    tests.group(
                        "secret/d",
                        Tests.points(30, Aggregation.MIN),
                        tests.scored("secret/d/1", 7),
                        tests.multiplied("secret/d/2", 0.5)))));
    assertThat(grade.flaws()).isEmpty();
    assertThat(grade.score()).hasValue(30 + 0 + 10 + 7);
    assertThat(grade.status()).isEqualTo(Status.SUCCESS);
    assertThat(tests.asked()).doesNotContain("secret/b/1");
    assertThat(grade.group("secret/b").orElseThrow().judged()).isFalse();
    assertThat(grade.group("secret/c").orElseThrow().score()).hasValue(10);
  }

  @Test
  void nothingScored() throws InterruptedException {
    Tests tests = modern();
    Grade grade =
        tests.grade(
            tests.group(
                "",
                Tests.points(-1, Aggregation.PASS_FAIL),
                tests.group(
                    "secret",
                    Tests.points(100, Aggregation.PASS_FAIL),
                    tests.test("secret/1", Status.MEMORY_EXCEEDED),
                    tests.test("secret/2", Status.SUCCESS))));
    assertThat(grade.status()).isEqualTo(Status.MEMORY_EXCEEDED);
    assertThat(grade.score()).hasValue(0);
    assertThat(tests.asked()).containsExactly("secret/1");
  }

  @Test
  void whatValidatorsDoWrongIsNoVerdict() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      Tests tests = modern();
      Grade grade =
          tests.grade(
              tests.group(
                  "",
                  Tests.points(-1, Aggregation.PASS_FAIL),
                  tests.group(
                      "secret",
                      Tests.points(
                          i == 0 ? -1 : 10, i == 1 ? Aggregation.PASS_FAIL : Aggregation.SUM),
                      switch (i) {
                        case 0 -> tests.test("secret/1", Status.SUCCESS);
                        case 1 -> tests.scored("secret/1", 1);
                        case 2 -> tests.scored("secret/1", 11);
                        case 3 -> tests.multiplied("secret/1", 1.5);
                        default -> tests.rejectedWithScore("secret/1");
                      })));
      assertThat(grade.status()).as("case %d", i).isEqualTo(Status.INTERNAL_ERROR);
      assertThat(grade.flaws()).hasSize(1);
    }
  }

  @Test
  void scoresOfRejectedTestsDoNotCount() throws InterruptedException {
    Tests tests = legacyTests(true);
    Legacy always = legacy(false, VerdictMode.ALWAYS_ACCEPT, ScoreMode.SUM, 1);
    Grade grade =
        tests.grade(tests.group("", always, tests.rejectedWithScore("1"), tests.scored("2", 0.5)));
    assertThat(grade.score()).hasValue(0.5);
    assertThat(grade.flaws()).singleElement().asString().contains("does not count");
  }
}
