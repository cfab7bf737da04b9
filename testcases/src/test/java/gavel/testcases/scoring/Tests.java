package gavel.testcases.scoring;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.Grading;
import gavel.testcases.problem.Grading.Aggregation;
import gavel.testcases.problem.Grading.Points;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.ProblemRules;
import gavel.testcases.problem.ProblemType;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.TestGroup;
import gavel.testcases.problem.TestNode;
import gavel.testcases.problem.TestOptions;
import gavel.testcases.problem.Validation;
import gavel.testcases.validator.ValidatorFlags;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A tree of tests with the results they have; notes which were asked for. */
final class Tests implements Judge<RuntimeException> {
  private final ProblemRules rules;
  private final Map<String, TestResult> results = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  Tests(FormatVersion format, boolean scoring) {
    ProblemRules plain = ProblemRules.passFail(format);
    rules =
        new ProblemRules(
            format,
            EnumSet.of(scoring ? ProblemType.SCORING : ProblemType.PASS_FAIL),
            plain.languages(),
            false,
            plain.constants(),
            false,
            false);
  }

  /** A negative maximum is none. */
  static Points points(double max, Aggregation aggregation, String... requires) {
    return new Points(
        max < 0 ? OptionalDouble.empty() : OptionalDouble.of(max), aggregation, List.of(requires));
  }

  TestGroup group(String name, Grading grading, TestNode... children) {
    return new TestGroup(name, grading, Optional.empty(), List.of(children));
  }

  /** With a static test of that worth; a negative one passes or fails. */
  TestGroup withStatic(TestGroup group, double worth, TestResult result) {
    results.put(group.name() + " (static)", result);
    Optional<Double> score = worth < 0 ? Optional.empty() : Optional.of(worth);
    return new TestGroup(
        group.name(),
        group.grading(),
        Optional.of(new TestGroup.StaticTest(score, List.of())),
        group.children());
  }

  TestCase test(String name, Status status) {
    return test(name, TestResult.of(status));
  }

  TestCase scored(String name, double score) {
    return test(name, TestResult.scored(Status.SUCCESS, score));
  }

  TestCase rejectedWithScore(String name) {
    return test(name, TestResult.scored(Status.WRONG_ANSWER, 1));
  }

  TestCase multiplied(String name, double factor) {
    return test(
        name, new TestResult(Status.SUCCESS, OptionalDouble.empty(), OptionalDouble.of(factor)));
  }

  private TestCase test(String name, TestResult result) {
    results.put(name, result);
    PackageFile file = new PackageFile(name, Path.of(name), ByteSize.ZERO, Instant.EPOCH);
    return new TestCase(
        name, file, file, new Validation.Default(ValidatorFlags.NONE), TestOptions.NONE);
  }

  Grade grade(TestGroup root) throws InterruptedException {
    return Grader.grade(rules, root, this);
  }

  List<String> asked() {
    return asked;
  }

  @Override
  public TestResult test(TestCase test) {
    asked.add(test.name());
    return results.getOrDefault(test.name(), TestResult.of(Status.INTERNAL_ERROR));
  }

  @Override
  public TestResult staticTest(TestGroup group) {
    String name = group.name() + " (static)";
    asked.add(name);
    return results.getOrDefault(name, TestResult.of(Status.SUCCESS));
  }

  @Override
  public GroupResult grade(TestGroup group, List<TestResult> given) {
    return new GroupResult(group.name(), true, Status.SUCCESS, OptionalDouble.of(given.size()));
  }
}
