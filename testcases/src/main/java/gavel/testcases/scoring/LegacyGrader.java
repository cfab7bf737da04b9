package gavel.testcases.scoring;

import gavel.model.Status;
import gavel.testcases.problem.Grading.Legacy;
import gavel.testcases.problem.Grading.ScoreMode;
import gavel.testcases.problem.Grading.VerdictMode;
import gavel.testcases.problem.ProblemRules;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.TestGroup;
import gavel.testcases.problem.TestNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Legacy format, sections "Test Data Groups" and "Default Grader Specification". */
final class LegacyGrader<E extends Exception> {
  /** The worst first; what that format does not know stands beside what is like it. */
  private static final List<Status> WORST =
      List.of(
          Status.INTERNAL_ERROR,
          Status.COMPILATION_ERROR,
          Status.SECURITY_VIOLATION,
          Status.RUNTIME_ERROR,
          Status.MEMORY_EXCEEDED,
          Status.TIMEOUT,
          Status.OUTPUT_EXCEEDED,
          Status.WRONG_ANSWER,
          Status.SUCCESS);

  private final ProblemRules rules;
  private final Judge<E> judge;
  private final List<GroupResult> groups = new ArrayList<>();
  private final List<String> flaws = new ArrayList<>();

  LegacyGrader(ProblemRules rules, Judge<E> judge) {
    this.rules = rules;
    this.judge = judge;
  }

  Grade grade(TestGroup root) throws E, InterruptedException {
    TestResult total = group(root);
    boolean scored = rules.scoring() && total.accepted();
    return new Grade(
        total.status(), scored ? total.score() : OptionalDouble.empty(), groups, flaws);
  }

  private TestResult group(TestGroup group) throws E, InterruptedException {
    Legacy grading = group.grading() instanceof Legacy legacy ? legacy : Legacy.DEFAULT;
    List<TestResult> results = new ArrayList<>();
    for (TestNode child : group.children()) {
      TestResult result =
          switch (child) {
            case TestCase test -> test(test, grading);
            case TestGroup inner -> group(inner);
          };
      boolean ignored = grading.ignoreSample() && child.name().equals("sample");
      if (!ignored) {
        results.add(result);
      }
      if (!ignored && !result.accepted() && grading.breakOnReject()) {
        break;
      }
    }
    TestResult total = aggregate(group, grading, results);
    check(group, grading, total);
    groups.add(
        new GroupResult(
            group.name(),
            !results.isEmpty(),
            total.status(),
            rules.scoring() ? total.score() : OptionalDouble.empty()));
    return total;
  }

  private TestResult test(TestCase test, Legacy grading) throws E, InterruptedException {
    TestResult result = judge.test(test);
    if (result.accepted()) {
      return TestResult.scored(result.status(), result.score().orElse(grading.acceptScore()));
    }
    if (rules.scoring() && result.score().isPresent()) {
      flaws.add(test.name() + " is not accepted, but has a score, which does not count");
    }
    return TestResult.scored(result.status(), grading.rejectScore());
  }

  private TestResult aggregate(TestGroup group, Legacy grading, List<TestResult> results)
      throws E, InterruptedException {
    if (results.stream().anyMatch(result -> result.status() == Status.INTERNAL_ERROR)) {
      return TestResult.scored(Status.INTERNAL_ERROR, 0);
    }
    if (results.isEmpty()) {
      return TestResult.scored(Status.SUCCESS, 0);
    }
    if (grading.custom()) {
      GroupResult own = judge.grade(group, results);
      return TestResult.scored(own.status(), own.score().orElse(0));
    }
    return TestResult.scored(verdict(grading, results), score(grading.score(), results));
  }

  private static Status verdict(Legacy grading, List<TestResult> results) {
    boolean any = results.stream().anyMatch(TestResult::accepted);
    if (grading.verdict() == VerdictMode.ALWAYS_ACCEPT || (grading.acceptIfAnyAccepted() && any)) {
      return Status.SUCCESS;
    }
    List<Status> rejected =
        results.stream().map(TestResult::status).filter(s -> s != Status.SUCCESS).toList();
    if (rejected.isEmpty()) {
      return Status.SUCCESS;
    }
    return grading.verdict() == VerdictMode.FIRST_ERROR
        ? rejected.getFirst()
        : rejected.stream().min(Comparator.comparingInt(WORST::indexOf)).orElse(Status.SUCCESS);
  }

  private static double score(ScoreMode mode, List<TestResult> results) {
    double[] scores = results.stream().mapToDouble(result -> result.score().orElse(0)).toArray();
    double sum = 0;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      sum += score;
      lowest = Math.min(lowest, score);
      highest = Math.max(highest, score);
    }
    return switch (mode) {
      case SUM -> sum;
      case AVG -> sum / scores.length;
      case MIN -> lowest;
      case MAX -> highest;
    };
  }

  private void check(TestGroup group, Legacy grading, TestResult total) {
    double score = total.score().orElse(0);
    if (rules.scoring() && total.accepted() && !grading.range().contains(score)) {
      String name = group.name().isEmpty() ? "data" : group.name();
      flaws.add(name + " scored " + score + ", outside of its range " + grading.range());
    }
  }
}
