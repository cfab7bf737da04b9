package gavel.testcases.scoring;

import gavel.model.Status;
import gavel.testcases.problem.Grading.Aggregation;
import gavel.testcases.problem.Grading.Points;
import gavel.testcases.problem.ProblemRules;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.TestGroup;
import gavel.testcases.problem.TestNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** 2025-09, section "Result aggregation". */
final class PointsGrader<E extends Exception> {
  private final ProblemRules rules;
  private final Judge<E> judge;
  private final List<GroupResult> groups = new ArrayList<>();
  private final List<String> flaws = new ArrayList<>();
  private final Set<String> accepted = new HashSet<>();
  private Optional<Status> failure = Optional.empty();
  private boolean fault;

  PointsGrader(ProblemRules rules, Judge<E> judge) {
    this.rules = rules;
    this.judge = judge;
  }

  Grade grade(TestGroup root) throws E, InterruptedException {
    return rules.scoring() ? scored(root) : passFail(root);
  }

  /** Accepted if everything is; nothing is asked for after the first failure. */
  private Grade passFail(TestGroup root) throws E, InterruptedException {
    for (TestGroup group : root.groups().toList()) {
      if (failure.isEmpty()) {
        allPass(group);
      }
    }
    return new Grade(failure.orElse(Status.SUCCESS), OptionalDouble.empty(), groups, flaws);
  }

  private Grade scored(TestGroup root) throws E, InterruptedException {
    OptionalDouble total = OptionalDouble.empty();
    Optional<Status> inSample = Optional.empty();
    for (TestGroup group : root.groups().toList()) {
      if (group.sample()) {
        allPass(group);
        inSample = failure;
        failure = Optional.empty();
      } else {
        total = OptionalDouble.of(group(group));
      }
    }
    if (fault) {
      return new Grade(Status.INTERNAL_ERROR, OptionalDouble.empty(), groups, flaws);
    }
    boolean some = total.orElse(0) > 0;
    Status status =
        some || accepted.contains("secret")
            ? Status.SUCCESS
            : failure.or(() -> failureOf(root)).or(() -> Optional.of(Status.WRONG_ANSWER)).get();
    return new Grade(
        total.isEmpty() ? inSample.orElse(Status.SUCCESS) : status, total, groups, flaws);
  }

  private Optional<Status> failureOf(TestGroup root) {
    return groups.stream()
        .filter(group -> !group.name().equals(root.name()) && group.status() != Status.SUCCESS)
        .map(GroupResult::status)
        .findFirst();
  }

  /** The score of secret or of one of its groups. */
  private double group(TestGroup group) throws E, InterruptedException {
    Points points = points(group);
    if (!accepted.containsAll(points.requirePass())) {
      groups.add(new GroupResult(group.name(), false, Status.WRONG_ANSWER, OptionalDouble.of(0)));
      return 0;
    }
    Optional<Status> before = failure;
    failure = Optional.empty();
    double score =
        points.aggregation() == Aggregation.PASS_FAIL
            ? (passes(group) ? points.maxScore().orElse(0) : 0)
            : aggregate(group, points);
    if (failure.isEmpty() && !fault) {
      accepted.add(group.name());
    }
    if (points.maxScore().isPresent() && score > points.maxScore().getAsDouble() + 1e-9 * score) {
      fail(group.name() + " scored " + score + ", over its max_score");
    }
    groups.add(
        new GroupResult(
            group.name(), true, failure.orElse(Status.SUCCESS), OptionalDouble.of(score)));
    failure = before.isPresent() ? before : failure;
    return score;
  }

  private double aggregate(TestGroup group, Points points) throws E, InterruptedException {
    List<Double> scores = new ArrayList<>();
    staticTest(group, points, scores);
    if (group.groups().findAny().isPresent()) {
      for (TestNode child : group.children()) {
        if (child instanceof TestGroup inner) {
          double score = group(inner);
          if (!accepted.contains(inner.name()) && failure.isEmpty()) {
            failure = Optional.of(Status.WRONG_ANSWER);
          }
          scores.add(score);
        }
      }
    } else {
      tests(group, points, scores);
    }
    double sum = scores.stream().mapToDouble(Double::doubleValue).sum();
    double lowest = scores.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    return points.aggregation() == Aggregation.MIN ? lowest : sum;
  }

  /** Where results are added up it is worth what it says, else all that the group is. */
  private void staticTest(TestGroup group, Points points, List<Double> scores)
      throws E, InterruptedException {
    if (group.staticTest().isPresent()) {
      boolean sum = points.aggregation() == Aggregation.SUM;
      OptionalDouble most = sum ? OptionalDouble.of(forStatic(group)) : points.maxScore();
      scores.add(score(staticName(group), record(judge.staticTest(group)), most));
    }
  }

  private static double forStatic(TestGroup group) {
    return group.staticTest().flatMap(test -> test.score()).orElse(0.0);
  }

  private static String staticName(TestGroup group) {
    return group.name() + " (static)";
  }

  /** A group of which the lowest counts is over with the first test that fails. */
  private void tests(TestGroup group, Points points, List<Double> scores)
      throws E, InterruptedException {
    OptionalDouble each = points.maxScore();
    boolean sum = points.aggregation() == Aggregation.SUM;
    if (sum && each.isPresent()) {
      long tests = Math.max(1, group.tests().count());
      each = OptionalDouble.of((each.getAsDouble() - forStatic(group)) / tests);
    }
    for (TestCase test : group.tests().toList()) {
      if (sum || failure.isEmpty()) {
        scores.add(score(test.name(), record(judge.test(test)), each));
      }
    }
  }

  /** Section "Scoring test cases". */
  private double score(String name, TestResult result, OptionalDouble most) {
    boolean given = result.score().isPresent() || result.multiplier().isPresent();
    if (!result.accepted()) {
      if (given) {
        fail(name + " is not accepted, but has a score");
      }
      return 0;
    }
    if (result.score().isPresent() && result.multiplier().isPresent()) {
      return fail(name + " has both a score and a multiplier");
    }
    if (result.multiplier().isPresent()) {
      double factor = result.multiplier().getAsDouble();
      boolean valid = factor >= 0 && factor <= 1 && most.isPresent();
      return valid
          ? factor * most.getAsDouble()
          : fail(name + " has the multiplier " + factor + ", which fits no bounded score");
    }
    if (result.score().isEmpty()) {
      return most.isPresent()
          ? most.getAsDouble()
          : fail(name + " has no score, but its maximum is unbounded");
    }
    double score = result.score().getAsDouble();
    boolean valid = score >= 0 && Double.isFinite(score);
    boolean fits = most.isEmpty() || score <= most.getAsDouble() * (1 + 1e-9);
    return valid && fits ? score : fail(name + " has the score " + score + ", out of its bounds");
  }

  private double fail(String flaw) {
    flaws.add(flaw);
    fault = true;
    return 0;
  }

  private void allPass(TestGroup group) throws E, InterruptedException {
    boolean passes = passes(group);
    if (passes) {
      accepted.add(group.name());
    }
    groups.add(
        new GroupResult(
            group.name(), true, failure.orElse(Status.SUCCESS), OptionalDouble.empty()));
  }

  private boolean passes(TestGroup group) throws E, InterruptedException {
    boolean ownScores = rules.scoring() && !group.sample();
    if (group.staticTest().isPresent() && failure.isEmpty()) {
      unscored(staticName(group), record(judge.staticTest(group)), ownScores);
    }
    for (TestNode child : group.children()) {
      if (failure.isPresent()) {
        return false;
      }
      switch (child) {
        case TestGroup inner -> inGroup(inner, ownScores);
        case TestCase test -> unscored(test.name(), record(judge.test(test)), ownScores);
      }
    }
    return failure.isEmpty();
  }

  private void unscored(String name, TestResult result, boolean scoring) {
    if (scoring && (result.score().isPresent() || result.multiplier().isPresent())) {
      fail(name + " has a score, but its group passes or fails");
    }
  }

  private void inGroup(TestGroup group, boolean requirements) throws E, InterruptedException {
    if (requirements && !accepted.containsAll(points(group).requirePass())) {
      failure = Optional.of(Status.WRONG_ANSWER);
      groups.add(new GroupResult(group.name(), false, Status.WRONG_ANSWER, OptionalDouble.empty()));
      return;
    }
    allPass(group);
  }

  private TestResult record(TestResult result) {
    if (!result.accepted() && failure.isEmpty()) {
      failure = Optional.of(result.status());
    }
    fault |= result.status() == Status.INTERNAL_ERROR;
    return result;
  }

  private static Points points(TestGroup group) {
    return group.grading() instanceof Points points ? points : Points.PASS_FAIL;
  }
}
