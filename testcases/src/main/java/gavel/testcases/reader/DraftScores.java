package gavel.testcases.reader;

import gavel.testcases.problem.Grading.Aggregation;
import gavel.testcases.problem.Grading.Points;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.TestGroup;
import gavel.testcases.problem.TestGroup.StaticTest;
import gavel.testcases.problem.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Fills in the highest scores that drafts need not give: 2023-07-draft, section "Maximum Score
 * Inference". What is left of a group's score is shared alike by all in it that name none.
 */
final class DraftScores {
  private DraftScores() {}

  /** Secret with the scores of its groups and static tests. */
  static TestGroup infer(TestGroup group, Findings findings) {
    if (!(group.grading() instanceof Points points)
        || points.maxScore().isEmpty()
        || points.aggregation() == Aggregation.PASS_FAIL) {
      return group;
    }
    double most = points.maxScore().getAsDouble();
    double share = points.aggregation() == Aggregation.MIN ? most : share(group, most, findings);
    List<TestNode> children = new ArrayList<>();
    for (TestNode child : group.children()) {
      children.add(
          switch (child) {
            case TestCase test -> test;
            case TestGroup inner -> infer(with(inner, share), findings);
          });
    }
    Optional<StaticTest> own =
        group
            .staticTest()
            .map(test -> new StaticTest(test.score().or(() -> Optional.of(share)), test.args()));
    return new TestGroup(group.name(), points, own, children);
  }

  private static double share(TestGroup group, double most, Findings findings) {
    double given = group.staticTest().flatMap(StaticTest::score).orElse(0.0);
    long without = group.staticTest().filter(test -> test.score().isEmpty()).isPresent() ? 1 : 0;
    for (TestNode child : group.children()) {
      OptionalDouble own =
          child instanceof TestGroup inner && inner.grading() instanceof Points points
              ? points.maxScore()
              : OptionalDouble.empty();
      given += own.orElse(0);
      without += own.isEmpty() ? 1 : 0;
    }
    if (given > most) {
      String file = "data/" + group.name() + "/" + PointsGroupReader.FILE;
      findings.error(file, 1, "The scores in here are more than that of the group, " + most);
    }
    return Math.max(0, most - given) / Math.max(1, without);
  }

  private static TestGroup with(TestGroup group, double share) {
    if (group.grading() instanceof Points points && points.maxScore().isEmpty()) {
      Points inferred =
          new Points(OptionalDouble.of(share), points.aggregation(), points.requirePass());
      return new TestGroup(group.name(), inferred, group.staticTest(), group.children());
    }
    return group;
  }
}
