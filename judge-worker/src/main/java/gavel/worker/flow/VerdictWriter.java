package gavel.worker.flow;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.judge.JudgeRequest;
import gavel.worker.judge.JudgedSubmission;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of verdicts.
 *
 * @param worker the name of this worker
 */
public record VerdictWriter(String worker, Clock clock) {
  /** So many tests keep their messages, so that the record of any submission fits its topic. */
  private static final int TESTS_WITH_MESSAGE = 100;

  /** Leaves room, below the largest record of the topic, for what is around the value. */
  private static final int LARGEST = 3 << 19;

  Instant now() {
    return clock.instant();
  }

  VerdictRecord judged(
      IntakeRecord record,
      SubmissionRecord submission,
      String revision,
      JudgedSubmission judged,
      Instant begun) {
    return fitting(
        new VerdictRecord(
            SubmissionRecord.SCHEMA,
            submission.id(),
            submission.generationOrFirst(),
            submission.problem(),
            revision,
            submission.language(),
            submission.contentHash(),
            judged.status(),
            judged.verdict(),
            judged.message().orElse(null),
            judged.cpuTime(),
            judged.memory(),
            judged.compile(),
            fitting(judged.tests()),
            worker,
            record.deliveryCount(),
            queued(record, begun),
            now(),
            judged.score().isPresent() ? judged.score().getAsDouble() : null,
            judged.groups().size() > 1 ? judged.groups() : null));
  }

  /** The judge could not judge it, and it will not be delivered again. */
  VerdictRecord internalError(IntakeRecord record, SubmissionRecord submission, String message) {
    return new VerdictRecord(
        SubmissionRecord.SCHEMA,
        submission.id(),
        submission.generationOrFirst(),
        submission.problem(),
        null,
        submission.language(),
        submission.contentHash(),
        Status.INTERNAL_ERROR,
        Status.INTERNAL_ERROR.verdict(),
        message,
        Duration.ZERO,
        ByteSize.ZERO,
        null,
        List.of(),
        worker,
        record.deliveryCount(),
        queued(record, now()),
        now(),
        null,
        null);
  }

  /** What names the content of the package; taken before it is judged with. */
  static String revision(JudgeRequest request) throws StorageFault {
    try {
      return request.problem().revision();
    } catch (IOException unreadable) {
      throw new StorageFault(
          "Tried to read the package of problem "
              + request.problem().id()
              + ": "
              + unreadable.getMessage(),
          unreadable);
    }
  }

  static Duration queued(IntakeRecord record, Instant begun) {
    Duration queued = Duration.between(record.timestamp(), begun);
    return queued.isNegative() ? Duration.ZERO : queued;
  }

  private static List<TestReport> fitting(List<TestReport> tests) {
    List<TestReport> fitting = new ArrayList<>();
    int messages = 0;
    for (TestReport test : tests) {
      if (test.message() != null) {
        messages++;
      }
      fitting.add(messages > TESTS_WITH_MESSAGE ? silent(test) : test);
    }
    return fitting;
  }

  /** Without the messages of the tests, then without tests too, where it would be too large. */
  private static VerdictRecord fitting(VerdictRecord verdict) {
    if (size(verdict) <= LARGEST) {
      return verdict;
    }
    List<TestReport> silent = verdict.tests().stream().map(VerdictWriter::silent).toList();
    VerdictRecord quiet = with(verdict, verdict.message(), silent);
    if (size(quiet) <= LARGEST) {
      return quiet;
    }
    List<TestReport> kept =
        kept(silent, LARGEST - size(with(verdict, verdict.message(), List.of())));
    String note =
        String.format(Locale.ROOT, "%d of %d tests are listed", kept.size(), silent.size());
    String message = verdict.message() == null ? note : verdict.message() + " (" + note + ")";
    return with(verdict, message, kept);
  }

  /** Those that failed, then the first ones, as many as fit; in data order. */
  private static List<TestReport> kept(List<TestReport> tests, int room) {
    BitSet kept = new BitSet();
    int left = room;
    for (boolean failed : new boolean[] {true, false}) {
      for (int i = 0; i < tests.size(); i++) {
        TestReport test = tests.get(i);
        if (failed == (test.status() != Status.SUCCESS)) {
          left -= size(test) + 1;
          if (left < 0) {
            return kept.stream().mapToObj(tests::get).toList();
          }
          kept.set(i);
        }
      }
    }
    return tests;
  }

  private static int size(Object value) {
    return StrictJson.write(value).length;
  }

  private static VerdictRecord with(
      VerdictRecord verdict, @Nullable String message, List<TestReport> tests) {
    return new VerdictRecord(
        verdict.schema(),
        verdict.id(),
        verdict.generation(),
        verdict.problem(),
        verdict.problemRevision(),
        verdict.language(),
        verdict.contentHash(),
        verdict.status(),
        verdict.verdict(),
        message,
        verdict.cpuTime(),
        verdict.memory(),
        verdict.compile(),
        tests,
        verdict.worker(),
        verdict.deliveryCount(),
        verdict.queued(),
        verdict.judgedAt(),
        verdict.score(),
        verdict.groups());
  }

  private static TestReport silent(TestReport test) {
    return new TestReport(
        test.name(),
        test.status(),
        test.verdict(),
        test.cpuTime(),
        test.wallTime(),
        test.memory(),
        null,
        test.score());
  }
}
