package gavel.testcases.scoring;

import gavel.model.Status;
import gavel.model.VerdictRules;
import gavel.testcases.problem.Expectation;
import gavel.testcases.problem.Glob;
import gavel.testcases.problem.ScoreRange;
import gavel.testcases.problem.TestRule;
import gavel.testcases.text.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Compares what came of a submission of the jury with what the jury expects of it. */
public final class ExpectationCheck {
  /**
   * What came of a test that was judged.
   *
   * @param message for judges, empty where there is none
   */
  public record TestVerdict(String name, Status status, String message) {}

  /**
   * An expectation that is not met.
   *
   * @param advisory whether that is odd only
   */
  public record Violation(String message, boolean advisory) {}

  private final Expectation expectation;
  private final List<TestVerdict> tests;
  private final Grade grade;
  private final List<Violation> violations = new ArrayList<>();

  private ExpectationCheck(Expectation expectation, List<TestVerdict> tests, Grade grade) {
    this.expectation = expectation;
    this.tests = tests;
    this.grade = grade;
  }

  /**
   * What is not met.
   *
   * @param tests those that were judged; rules are about them only
   * @param best the best score there is, where there is one
   */
  public static List<Violation> check(
      Expectation expectation, List<TestVerdict> tests, Grade grade, OptionalDouble best) {
    ExpectationCheck check = new ExpectationCheck(expectation, tests, grade);
    check.verdict();
    check.score(best);
    if (grade.status() != Status.COMPILATION_ERROR) {
      expectation.rules().forEach(check::rule);
    }
    return List.copyOf(check.violations);
  }

  private void verdict() {
    if (!expectation.verdicts().isEmpty()
        && !VerdictRules.meets(expectation.verdicts(), grade.status())) {
      String expected =
          expectation.verdicts().stream()
              .map(Status::verdict)
              .sorted()
              .collect(Collectors.joining(" or "));
      violations.add(
          new Violation(
              "The verdict is " + grade.status().verdict() + ", expected is " + expected, false));
    }
  }

  private void score(OptionalDouble best) {
    if (expectation.partial() && grade.score().isPresent() && grade.score().equals(best)) {
      violations.add(new Violation("The score is the best there is, expected is less", false));
    }
    expectation.score().ifPresent(range -> inRange("The score", grade.score(), range, false));
  }

  private void inRange(String what, OptionalDouble score, ScoreRange range, boolean advisory) {
    if (score.isEmpty() || !range.contains(score.getAsDouble())) {
      String actual = score.isPresent() ? Double.toString(score.getAsDouble()) : "none";
      violations.add(new Violation(what + " is " + actual + ", expected is " + range, advisory));
    }
  }

  private void rule(TestRule rule) {
    Optional<Glob> scope = rule.scope();
    List<TestVerdict> about =
        tests.stream().filter(test -> scope.isEmpty() || scope.get().matches(test.name())).toList();
    if (!rule.permitted().isEmpty()) {
      about.stream()
          .filter(test -> !rule.permitted().contains(test.status()))
          .findFirst()
          .ifPresent(test ->
              add(
                  rule,
                  test.name() + " is " + test.status().verdict() + ", which is not permitted"));
    }
    String where = scope.map(glob -> " in " + glob).orElse("");
    if (!rule.required().isEmpty()
        && about.stream().noneMatch(test -> rule.required().contains(test.status()))) {
      add(rule, "No test" + where + " is " + names(rule) + ", which is required");
    }
    rule.message()
        .filter(wanted -> about.stream().noneMatch(test -> test.message().contains(wanted)))
        .ifPresent(
            wanted -> add(rule, "No judge message" + where + " has " + Excerpt.quote(wanted)));
    if (scope.isPresent() && rule.score().isPresent()) {
      grade.groups().stream()
          .filter(group -> scope.get().matchesExactly(group.name()))
          .forEach(
              group -> inRange(group.name(), group.score(), rule.score().get(), rule.advisory()));
    }
  }

  private static String names(TestRule rule) {
    return rule.required().stream()
        .map(Status::verdict)
        .sorted()
        .collect(Collectors.joining(" or "));
  }

  private void add(TestRule rule, String message) {
    violations.add(new Violation(message, rule.advisory()));
  }
}
