package gavel.testcases.problem;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Test cases and groups of them in the order they are used, and how their results become one.
 *
 * @param name the path below {@code data/}, empty for the root
 */
public record TestGroup(
    String name, Grading grading, Optional<StaticTest> staticTest, List<TestNode> children)
    implements TestNode {
  /**
   * A test whose input are the sources of a submission.
   *
   * @param score what it is worth; empty where it only passes or fails
   */
  public record StaticTest(Optional<Double> score, List<String> args) {
    /** Copies the list. */
    public StaticTest {
      args = List.copyOf(args);
    }
  }

  /** Copies the list. */
  public TestGroup {
    children = List.copyOf(children);
  }

  /** Every test case in here and below, in data order. */
  public Stream<TestCase> tests() {
    return children.stream()
        .flatMap(child ->
            switch (child) {
              case TestCase test -> Stream.of(test);
              case TestGroup group -> group.tests();
            });
  }

  /** The groups directly in here. */
  public Stream<TestGroup> groups() {
    return children.stream()
        .flatMap(child -> child instanceof TestGroup group ? Stream.of(group) : Stream.empty());
  }

  /** Whether these are sample tests. */
  public boolean sample() {
    return name.equals("sample") || name.startsWith("sample/");
  }
}
