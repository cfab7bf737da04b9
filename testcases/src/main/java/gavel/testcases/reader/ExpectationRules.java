package gavel.testcases.reader;

import gavel.model.Status;
import gavel.testcases.problem.TestRule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Finds out which final verdicts rules for single tests leave. */
final class ExpectationRules {
  private ExpectationRules() {}

  /** The final verdicts that are left; empty where that is all of them, or none. */
  static Set<Status> summary(List<TestRule> rules, boolean scoring) {
    EnumSet<Status> left = EnumSet.copyOf(TestRule.ALL);
    boolean fails = false;
    for (TestRule rule : rules) {
      if (rule.scope().isEmpty() && !rule.permitted().isEmpty()) {
        left.retainAll(rule.permitted());
      }
      fails |= !rule.required().isEmpty() && !rule.required().contains(Status.SUCCESS);
    }
    if (fails && !scoring) {
      left.remove(Status.SUCCESS);
    }
    return left.equals(TestRule.ALL) ? Set.of() : left;
  }
}
