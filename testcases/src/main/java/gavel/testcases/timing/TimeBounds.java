package gavel.testcases.timing;

import gavel.model.Status;
import gavel.testcases.problem.Expectation;
import gavel.testcases.problem.TestRule;
import gavel.testcases.problem.TestRule.TimeUse;
import java.util.List;
import java.util.Set;

/**
 * On which tests a submission bounds the time limit: 2025-09, section "Example submissions". What
 * {@code use_for_time_limit} says of a test goes over what the verdicts imply.
 */
public final class TimeBounds {
  private TimeBounds() {}

  /** Whether the limit has to let the submission finish that test. */
  public static boolean below(Expectation expectation, String test) {
    List<TestRule> said = said(expectation, test);
    if (!said.isEmpty()) {
      return said.stream().anyMatch(TestRule::boundsBelow);
    }
    return (expectation.verdicts().equals(Set.of(Status.SUCCESS)) && !expectation.partial())
        || about(expectation, test).stream().anyMatch(TestRule::boundsBelow);
  }

  /** Whether the limit has to be below the longest that the submission needs for such tests. */
  public static boolean above(Expectation expectation, String test) {
    List<TestRule> said = said(expectation, test);
    if (!said.isEmpty()) {
      return said.stream().anyMatch(TestRule::boundsAbove);
    }
    boolean byVerdict =
        expectation.verdicts().equals(Set.of(Status.TIMEOUT))
            && expectation.rules().stream().allMatch(TestRule::advisory);
    return byVerdict || about(expectation, test).stream().anyMatch(TestRule::boundsAbove);
  }

  private static List<TestRule> said(Expectation expectation, String test) {
    return about(expectation, test).stream()
        .filter(rule -> rule.time() != TimeUse.DERIVED)
        .toList();
  }

  private static List<TestRule> about(Expectation expectation, String test) {
    return expectation.rules().stream()
        .filter(rule -> rule.scope().isEmpty() || rule.scope().get().matches(test))
        .toList();
  }
}
