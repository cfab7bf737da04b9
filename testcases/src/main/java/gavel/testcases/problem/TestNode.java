package gavel.testcases.problem;

/** A test case, or a group of them. */
public sealed interface TestNode permits TestCase, TestGroup {
  /** The path below {@code data/}, without extension; empty for the root. */
  String name();
}
