package gavel.testcases.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.Grading.Aggregation;
import gavel.testcases.problem.Grading.Legacy;
import gavel.testcases.problem.Grading.ScoreMode;
import gavel.testcases.problem.Grading.VerdictMode;
import gavel.testcases.problem.ScoreRange;
import gavel.testcases.problem.TestGroup;
import gavel.testcases.problem.TestNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Trees of tests are made from a seed, so that every shape there is may come. */
class GraderPropertyTest {
  private static final List<Status> VERDICTS =
      List.of(
          Status.SUCCESS,
          Status.SUCCESS,
          Status.SUCCESS,
          Status.WRONG_ANSWER,
          Status.TIMEOUT,
          Status.RUNTIME_ERROR,
          Status.OUTPUT_EXCEEDED);

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static TestGroup legacy(Random random, Tests tests, String name, int depth) {
    Legacy grading =
        new Legacy(
            random.nextBoolean(),
            false,
            List.of(),
            any(random, List.of(VerdictMode.WORST_ERROR, VerdictMode.FIRST_ERROR)),
            any(random, List.of(ScoreMode.values())),
            false,
            false,
            random.nextInt(10),
            0,
            ScoreRange.ANY);
    List<TestNode> children = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      String child = name + "/" + i;
      children.add(
          depth > 0 && random.nextInt(3) == 0
              ? legacy(random, tests, child, depth - 1)
              : tests.test(child, any(random, VERDICTS)));
    }
    return tests.group(name, grading, children.toArray(TestNode[]::new));
  }

  @Property(tries = 300)
  void legacyTrees(@ForAll long seed, @ForAll boolean scoring) throws InterruptedException {
    Random random = new Random(seed);
    Tests tests = new Tests(FormatVersion.LEGACY, scoring);
    TestGroup root = legacy(random, tests, "", 3);
    Grade grade = tests.grade(root);
    List<String> order = root.tests().map(test -> test.name()).toList();
    assertThat(tests.asked()).doesNotHaveDuplicates().isSubsetOf(order);
    assertThat(order.stream().filter(new HashSet<>(tests.asked())::contains).toList())
        .isEqualTo(tests.asked());
    boolean allAccepted =
        root.tests().allMatch(test -> tests.test(test).status() == Status.SUCCESS);
    assertThat(grade.status() == Status.SUCCESS).isEqualTo(allAccepted);
    assertThat(grade.score().isPresent()).isEqualTo(scoring && allAccepted);
    assertThat(grade.flaws()).isEmpty();
    assertThat(tests.grade(root)).isEqualTo(grade);
  }

  @Property(tries = 300)
  void modernGroupsStayInTheirBounds(@ForAll long seed, @ForAll boolean better)
      throws InterruptedException {
    Random random = new Random(seed);
    Tests tests = new Tests(FormatVersion.V2025_09, true);
    Tests improved = new Tests(FormatVersion.V2025_09, true);
    List<TestNode> groups = new ArrayList<>();
    List<TestNode> improvedGroups = new ArrayList<>();
    double most = 0;
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      String name = "secret/" + i;
      int max = random.nextInt(50);
      most += max;
      Aggregation aggregation = any(random, List.of(Aggregation.values()));
      List<TestNode> children = new ArrayList<>();
      List<TestNode> improvedChildren = new ArrayList<>();
      for (int j = 0; j < 1 + random.nextInt(4); j++) {
        Status status = any(random, VERDICTS);
        children.add(tests.test(name + "/" + j, status));
        improvedChildren.add(
            improved.test(name + "/" + j, random.nextBoolean() ? Status.SUCCESS : status));
      }
      TestNode[] shape = new TestNode[0];
      groups.add(tests.group(name, Tests.points(max, aggregation), children.toArray(shape)));
      improvedGroups.add(
          improved.group(name, Tests.points(max, aggregation), improvedChildren.toArray(shape)));
    }
    double score = total(tests, groups);
    assertThat(score).isBetween(0.0, most + 1e-9);
    assertThat(total(improved, improvedGroups)).isGreaterThanOrEqualTo(score - 1e-9);
  }

  private static double total(Tests tests, List<TestNode> groups) throws InterruptedException {
    Grade grade =
        tests.grade(
            tests.group(
                "",
                Tests.points(-1, Aggregation.PASS_FAIL),
                tests.group(
                    "secret", Tests.points(-1, Aggregation.SUM), groups.toArray(TestNode[]::new))));
    assertThat(grade.flaws()).isEmpty();
    return grade.score().orElseThrow();
  }
}
