package gavel.worker.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import gavel.model.language.Languages;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.ProgressRecord;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.TrialVerdictRecord;
import gavel.model.topic.VerdictRecord;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.control.Recalls;
import gavel.worker.intake.Disposition;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.judge.JudgePolicy;
import gavel.worker.judge.JudgedSubmission;
import gavel.worker.judge.PackageOnDisk;
import gavel.worker.publish.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A flow whose queue and judge are a test's, and everything that came out of it. */
abstract class FlowFixture {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final int LIMIT = 10;
  static final JudgedSubmission ACCEPTED =
      new JudgedSubmission(
          Status.SUCCESS,
          Optional.empty(),
          Duration.ofMillis(12),
          Duration.ofMillis(34),
          ByteSize.ofMiB(5),
          new CompileReport(Status.SUCCESS, Duration.ofMillis(500), ""),
          List.of(
              new TestReport(
                  "secret/1",
                  Status.SUCCESS,
                  "AC",
                  Duration.ofMillis(12),
                  Duration.ofMillis(34),
                  ByteSize.ofMiB(5),
                  null,
                  null)));

  @TempDir Path directory;
  final List<VerdictRecord> verdicts = new ArrayList<>();
  final List<TrialVerdictRecord> trials = new ArrayList<>();
  final List<DeadLetterRecord> letters = new ArrayList<>();
  final List<ProgressRecord> progress = new ArrayList<>();
  final Map<String, String> standing = new HashMap<>();
  final List<String> order = new ArrayList<>();
  Judging judging =
      (request, listener) -> {
        listener.started(1);
        order.add("judge " + request.id());
        return ACCEPTED;
      };
  int queueFaults;
  int letterFaults;
  boolean retryable = true;
  boolean refusal;

  @AutoClose final Recalls recalls = new Recalls(Clock.fixed(NOW, ZoneOffset.UTC), 10);

  @BeforeEach
  void writePackage() throws IOException {
    PackageOnDisk.twice(directory, "twice");
  }

  Disposition deliver(IntakeRecord record) throws InterruptedException {
    return flow().judge(record, () -> order.add("ran"));
  }

  SubmissionFlow flow() {
    return new SubmissionFlow(
        new SubmissionResolver(
            new gavel.testcases.library.ProblemLibrary(
                List.of(new gavel.testcases.library.ProblemDirectory(directory))),
            Languages.bundled(),
            JudgePolicy.STOP_AT_FIRST_FAILURE),
        (request, listener) -> judging.judge(request, listener),
        new FakeVerdicts(),
        new FakeOutlet(),
        new VerdictWriter("w-1", Clock.fixed(NOW, ZoneOffset.UTC)),
        recalls,
        WaitingUsers.UNKNOWN,
        LIMIT,
        Duration.ofMillis(1));
  }

  private final class FakeVerdicts implements StandingVerdicts {
    @Override
    public Optional<String> contentHash(IntakeRecord record, SubmissionRecord submission) {
      return Optional.ofNullable(
          standing.get(key(submission.id(), submission.generationOrFirst())));
    }

    @Override
    public Optional<String> effective(SubmissionRecord submission, Position published) {
      order.add("effective@" + published.offset());
      return Optional.ofNullable(
          standing.get(key(submission.id(), submission.generationOrFirst())));
    }
  }

  private final class FakeOutlet implements Outlet {
    @Override
    public Position verdict(VerdictRecord verdict) throws QueueFault {
      if (queueFaults-- > 0) {
        throw refusal
            ? QueueFault.refusal("Tried to publish", new IOException("not authorized"))
            : new QueueFault("Tried to publish", retryable);
      }
      order.add("verdict");
      verdicts.add(verdict);
      standing.putIfAbsent(key(verdict.id(), verdict.generation()), verdict.contentHash());
      return new Position("gavel.verdicts", 0, verdicts.size() - 1L);
    }

    @Override
    public Position trial(TrialVerdictRecord trial) {
      order.add("trial");
      trials.add(trial);
      return new Position("gavel.verdicts.trial", 0, trials.size() - 1L);
    }

    @Override
    public void putOff(IntakeRecord record, String topic) {
      order.add("later " + topic);
    }

    @Override
    public void deadLetter(DeadLetterRecord letter) throws QueueFault {
      if (letterFaults-- > 0) {
        throw new QueueFault("Tried to bury", true);
      }
      letters.add(letter);
    }

    @Override
    public void progress(ProgressRecord record) {
      progress.add(record);
    }
  }

  static String key(String id, int generation) {
    return id + "/" + generation;
  }

  static IntakeRecord record(byte[] value, int deliveries) {
    return new IntakeRecord(
        "gavel.submissions",
        2,
        42,
        NOW.minusMillis(250),
        Optional.of("s-1".getBytes(UTF_8)),
        Optional.of(value),
        deliveries);
  }

  static IntakeRecord record(String json) {
    return record(json.getBytes(UTF_8), 1);
  }

  static SubmissionRecord submission(String source) {
    return SubmissionRecord.of("s-1", "twice", "cpp", source.getBytes(UTF_8), "main.cpp", NOW);
  }

  static IntakeRecord record(SubmissionRecord submission, int deliveries) {
    return record(StrictJson.write(submission), deliveries);
  }
}
