package gavel.worker.judge;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.model.topic.VerdictRecord.GroupReport;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.testcases.scoring.Grade;
import gavel.testcases.scoring.GroupResult;
import gavel.testcases.scoring.TestResult;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What came of a judgement.
 *
 * @param message why the submission failed, in a line
 * @param cpuTime the largest of all tests that ran
 * @param wallTime the largest of all tests that ran
 * @param memory the largest of all tests that ran
 * @param tests those that ran, in data order
 * @param grade by the rules of the package; nothing where it did not compile
 * @param judgeMessages for judges only, by test: they may quote answers
 * @param transcripts of conversations, by test, where they were wanted
 * @param results by test, as graders see them
 * @param decided the tests in which an interactor ended first and did not accept
 */
public record JudgedSubmission(
    Status status,
    Optional<String> message,
    Duration cpuTime,
    Duration wallTime,
    ByteSize memory,
    CompileReport compile,
    List<TestReport> tests,
    Optional<Grade> grade,
    Map<String, String> judgeMessages,
    Map<String, String> transcripts,
    Map<String, TestResult> results,
    Set<String> decided) {
  /** Copies the collections. */
  public JudgedSubmission {
    tests = List.copyOf(tests);
    transcripts = Map.copyOf(transcripts);
    results = Map.copyOf(results);
    decided = Set.copyOf(decided);
    judgeMessages = Map.copyOf(judgeMessages);
  }

  /** One without groups and scores. */
  public JudgedSubmission(
      Status status,
      Optional<String> message,
      Duration cpuTime,
      Duration wallTime,
      ByteSize memory,
      CompileReport compile,
      List<TestReport> tests) {
    this(
        status,
        message,
        cpuTime,
        wallTime,
        memory,
        compile,
        tests,
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        Set.of());
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

  /** What follows from the tests, which stand in data order, and their grade. */
  static JudgedSubmission of(CompileReport compile, List<JudgedTest> judged, Grade grade) {
    List<TestReport> tests = judged.stream().map(JudgedTest::report).toList();
    Map<String, String> judgeMessages = new HashMap<>();
    judged.forEach(test ->
        test.judgeMessage().ifPresent(said -> judgeMessages.put(test.report().name(), said)));
    Map<String, String> transcripts = new HashMap<>();
    judged.forEach(
        test -> test.transcript().ifPresent(said -> transcripts.put(test.report().name(), said)));
    Map<String, TestResult> results = new HashMap<>();
    judged.forEach(test -> results.put(test.report().name(), test.result()));
    return new JudgedSubmission(
        grade.status(),
        message(tests, grade),
        largest(tests, TestReport::cpuTime, Duration.ZERO),
        largest(tests, TestReport::wallTime, Duration.ZERO),
        largest(tests, TestReport::memory, ByteSize.ZERO),
        compile,
        tests,
        Optional.of(grade),
        judgeMessages,
        transcripts,
        results,
        judged.stream()
            .filter(JudgedTest::decided)
            .map(test -> test.report().name())
            .collect(Collectors.toSet()));
  }

  private static Optional<String> message(List<TestReport> tests, Grade grade) {
    if (grade.status() == Status.SUCCESS) {
      return Optional.empty();
    }
    return tests.stream()
        .filter(test -> test.status() == grade.status())
        .findFirst()
        .map(JudgedSubmission::why)
        .or(() -> grade.flaws().stream().findFirst().map(_ -> "the package is flawed"));
  }

  /** The score, in problems that have scores. */
  public OptionalDouble score() {
    return grade.map(Grade::score).orElse(OptionalDouble.empty());
  }

  /** What came of the groups of tests that were judged; none in problems without groups. */
  public List<GroupReport> groups() {
    return grade.stream()
        .flatMap(each -> each.groups().stream())
        .filter(GroupResult::judged)
        .map(JudgedSubmission::report)
        .toList();
  }

  private static GroupReport report(GroupResult group) {
    return new GroupReport(
        group.name(),
        group.status(),
        group.status().verdict(),
        group.score().isPresent() ? group.score().getAsDouble() : null);
  }

  /** The short form of the status, such as {@code AC}. */
  public String verdict() {
    return status.verdict();
  }

  private static String why(TestReport test) {
    return test.message() == null ? test.name() : test.name() + ": " + test.message();
  }

  private static <T extends Comparable<T>> T largest(
      List<TestReport> tests, Function<TestReport, T> of, T least) {
    return tests.stream().map(of).max(Comparator.naturalOrder()).orElse(least);
  }
}
