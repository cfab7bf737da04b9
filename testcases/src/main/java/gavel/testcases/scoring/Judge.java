package gavel.testcases.scoring;

import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.TestGroup;
import java.util.List;

/**
 * Gives the results that a {@link Grader} asks for, each once and in data order.
 *
 * @param <E> why it may be unable to
 */
public interface Judge<E extends Exception> {
  /** What came of a test. */
  TestResult test(TestCase test) throws E, InterruptedException;

  /** What came of the static test of a group; only groups that have one are asked for. */
  TestResult staticTest(TestGroup group) throws E, InterruptedException;

  /**
   * What the package's own grader makes of the results in a group with {@code grading: custom}; the
   * flags to start it with are in the group's grading.
   */
  GroupResult grade(TestGroup group, List<TestResult> results) throws E, InterruptedException;
}
