package gavel.cli.verify;

import gavel.model.Status;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.testcases.scoring.Grade;
import java.util.List;
import java.util.Optional;

/**
 * A submission that was judged on every test.
 *
 * @param compile where it did not compile, there are no tests
 * @param tests in data order
 * @param grade what the judge made of the tests under the limit that they ran with; empty where it
 *     leaves that to whoever asked
 * @param flaws what the package or its validators did wrong meanwhile
 */
public record JuryRun(
    CompileReport compile, List<TestRun> tests, Optional<Grade> grade, List<String> flaws)
    implements Ran {
  /** Copies the lists. */
  public JuryRun {
    tests = List.copyOf(tests);
    flaws = List.copyOf(flaws);
  }

  /** Whether it compiled and every test that ran was accepted. */
  public boolean accepted() {
    return compiled() && tests.stream().allMatch(test -> test.status() == Status.SUCCESS);
  }

  /** Whether it compiled. */
  public boolean compiled() {
    return compile.status() == Status.SUCCESS;
  }
}
