package gavel.worker.judge;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.VerdictRules;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.model.topic.VerdictRecord.TestReport;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of a judgement.
 *
 * @param message why the submission failed, in a line
 * @param cpuTime the largest of all tests that ran
 * @param wallTime the largest of all tests that ran
 * @param memory the largest of all tests that ran
 * @param tests those that ran, in data order
 */
public record JudgedSubmission(
    Status status,
    Optional<String> message,
    Duration cpuTime,
    Duration wallTime,
    ByteSize memory,
    CompileReport compile,
    List<TestReport> tests) {
  /** Copies the list. */
  public JudgedSubmission {
    tests = List.copyOf(tests);
  }

  /** It did not compile, so that nothing ran. */
  static JudgedSubmission notCompiled(CompileReport compile) {
    return new JudgedSubmission(
        compile.status(),
        Messages.diagnosis(compile.output()),
        Duration.ZERO,
        Duration.ZERO,
        ByteSize.ZERO,
        compile,
        List.of());
  }

  /** What follows from the tests. */
  static JudgedSubmission of(CompileReport compile, List<TestReport> tests) {
    return new JudgedSubmission(
        VerdictRules.ofSubmission(tests.stream().map(TestReport::status).toList()),
        tests.stream().filter(JudgedSubmission::failed).findFirst().map(JudgedSubmission::why),
        largest(tests, TestReport::cpuTime, Duration.ZERO),
        largest(tests, TestReport::wallTime, Duration.ZERO),
        largest(tests, TestReport::memory, ByteSize.ZERO),
        compile,
        tests);
  }

  /** The short form of the status, such as {@code AC}. */
  public String verdict() {
    return status.verdict();
  }

  static boolean failed(TestReport test) {
    return test.status() != Status.SUCCESS;
  }

  private static String why(TestReport test) {
    return test.message() == null ? test.name() : test.name() + ": " + test.message();
  }

  private static <T extends Comparable<T>> T largest(
      List<TestReport> tests, Function<TestReport, T> of, T least) {
    return tests.stream().map(of).max(Comparator.naturalOrder()).orElse(least);
  }
}
