package gavel.worker.judge;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.testcases.scoring.TestResult;
import gavel.worker.guest.RanProgram;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came of one test.
 *
 * @param report for anybody
 * @param judgeMessage for judges only: it may quote the answer
 * @param decided whether an interactor ended first and did not accept: what the submission did
 *     after it, such as to run on, counts for nothing
 * @param transcript what submission and interactor said, where that was wanted
 */
record JudgedTest(
    TestReport report,
    Optional<String> judgeMessage,
    OptionalDouble score,
    OptionalDouble multiplier,
    boolean decided,
    Optional<String> transcript) {

  /** What graders want to know of it. */
  TestResult result() {
    return new TestResult(report.status(), score, multiplier);
  }

  boolean failed() {
    return report.status() != Status.SUCCESS;
  }

  /** The same as too slow, in several runs that ended by themselves with those times. */
  JudgedTest late(List<String> milliseconds) {
    return new JudgedTest(
        with(Status.TIMEOUT, "cpu, " + runs(milliseconds)),
        judgeMessage,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        decided,
        transcript);
  }

  /** The same, said to be the last of several runs with those times. */
  JudgedTest again(List<String> milliseconds) {
    String before = report.message() == null ? "" : report.message() + "; ";
    return new JudgedTest(
        with(report.status(), before + runs(milliseconds)),
        judgeMessage,
        score,
        multiplier,
        decided,
        transcript);
  }

  private static String runs(List<String> milliseconds) {
    return "near the time limit: " + String.join(", ", milliseconds) + " ms";
  }

  private TestReport with(Status status, String message) {
    return new TestReport(
        report.name(),
        status,
        status.verdict(),
        report.cpuTime(),
        report.wallTime(),
        report.memory(),
        Messages.message(message),
        status == report.status() ? report.score() : null);
  }

  /** Puts the measures of all passes of a test together; for one test. */
  static final class Maker {
    private final String name;
    private Duration cpuTime = Duration.ZERO;
    private Duration wallTime = Duration.ZERO;
    private ByteSize memory = ByteSize.ZERO;
    private OptionalDouble score = OptionalDouble.empty();
    private OptionalDouble multiplier = OptionalDouble.empty();
    private boolean decided;
    private Optional<String> transcript = Optional.empty();

    Maker(String name) {
      this.name = name;
    }

    /** The submission ran: limits are for each pass, so it is the largest that counts. */
    Maker ran(RanProgram program) {
      cpuTime = longer(cpuTime, program.result().cpuTime());
      wallTime = longer(wallTime, program.result().wallTime());
      ByteSize peak = program.result().memory();
      memory = memory.compareTo(peak) > 0 ? memory : peak;
      return this;
    }

    /** Beside what was said in earlier passes. */
    Maker said(String more) {
      transcript = Optional.of(transcript.orElse("") + more);
      return this;
    }

    /** An interactor has had the last word. */
    Maker decided() {
      decided = true;
      return this;
    }

    Maker scored(OptionalDouble points, OptionalDouble factor) {
      score = points;
      multiplier = factor;
      return this;
    }

    private static Duration longer(Duration one, Duration other) {
      return one.compareTo(other) > 0 ? one : other;
    }

    /**
     * What came of it.
     *
     * @param message for anybody
     * @param judgeMessage for judges only
     */
    JudgedTest make(Status status, Optional<String> message, Optional<String> judgeMessage) {
      TestReport report =
          new TestReport(
              name,
              status,
              status.verdict(),
              cpuTime,
              wallTime,
              memory,
              message.map(Messages::message).orElse(null),
              score.isPresent() ? score.getAsDouble() : null);
      return new JudgedTest(
          report, judgeMessage.map(Messages::message), score, multiplier, decided, transcript);
    }
  }
}
