package gavel.cli.verify;

import gavel.model.Status;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.testcases.scoring.Grade;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a submission comes to under the time limit, and whether that is what its jury expects.
 *
 * @param grade the verdict, and the score where there is one
 * @param safe the verdict under the limit with its safety margin
 * @param tests in data order
 * @param failures where it is not what is expected
 * @param notes what is odd
 */
public record Assessment(
    CompileReport compile,
    Grade grade,
    Status safe,
    List<TestOutcome> tests,
    List<String> failures,
    List<String> notes) {
  /** Copies the lists. */
  public Assessment {
    tests = List.copyOf(tests);
    failures = List.copyOf(failures);
    notes = List.copyOf(notes);
  }

  /** Whether a little more or less of a limit changes what comes of a test. */
  public boolean borderline() {
    return tests.stream().anyMatch(TestOutcome::borderline);
  }

  /** The test that took the longest; nothing where none ran. */
  public Optional<TestOutcome> slowest() {
    return tests.stream().max(Comparator.comparing(TestOutcome::time));
  }

  /** The most CPU time that a test took, as it was measured. */
  public Duration cpuTime() {
    return tests.stream()
        .map(test -> test.run().cpuTime())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
