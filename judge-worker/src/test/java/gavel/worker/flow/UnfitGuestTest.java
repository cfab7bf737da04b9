package gavel.worker.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.json.StrictJson;
import gavel.model.language.Languages;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.ProgressRecord;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.TrialVerdictRecord;
import gavel.model.topic.VerdictRecord;
import gavel.testcases.library.ProblemDirectory;
import gavel.testcases.library.ProblemLibrary;
import gavel.worker.JudgeFault.GuestFailed;
import gavel.worker.JudgeFault.GuestUnfit;
import gavel.worker.control.Recalls;
import gavel.worker.intake.Disposition.Release;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.judge.JudgePolicy;
import gavel.worker.judge.PackageOnDisk;
import gavel.worker.publish.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guest that comes back as one that this worker may not use costs no submission its verdict. */
class UnfitGuestTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final int LIMIT = 10;

  @TempDir Path directory;

  @AutoClose private final Recalls recalls = new Recalls(Clock.fixed(NOW, ZoneOffset.UTC), 10);

  private final List<Object> published = new ArrayList<>();
  private int attempts;

  @BeforeEach
  void writePackage() throws IOException {
    PackageOnDisk.twice(directory, "twice");
  }

  private SubmissionFlow flow(Judging judging) {
    return new SubmissionFlow(
        new SubmissionResolver(
            new ProblemLibrary(List.of(new ProblemDirectory(directory))),
            Languages.bundled(),
            JudgePolicy.STOP_AT_FIRST_FAILURE),
        judging,
        new NothingStands(),
        new Everything(),
        new VerdictWriter("w-1", Clock.fixed(NOW, ZoneOffset.UTC)),
        recalls,
        WaitingUsers.UNKNOWN,
        LIMIT,
        Duration.ofMillis(1));
  }

  private static final class NothingStands implements StandingVerdicts {
    @Override
    public Optional<String> contentHash(IntakeRecord record, SubmissionRecord submission) {
      return Optional.empty();
    }

    @Override
    public Optional<String> effective(SubmissionRecord submission, Position position) {
      return Optional.empty();
    }
  }

  private final class Everything implements Outlet {
    @Override
    public Position verdict(VerdictRecord verdict) {
      published.add(verdict);
      return new Position("gavel.verdicts", 0, 0);
    }

    @Override
    public Position trial(TrialVerdictRecord trial) {
      published.add(trial);
      return new Position("gavel.verdicts.trial", 0, 0);
    }

    @Override
    public void deadLetter(DeadLetterRecord letter) {
      published.add(letter);
    }

    @Override
    public void putOff(IntakeRecord record, String topic) {
      published.add(record);
    }

    @Override
    public void progress(ProgressRecord record) {
      published.add(record);
    }
  }

  private static IntakeRecord record(String id) {
    SubmissionRecord submission =
        SubmissionRecord.of(id, "twice", "cpp", "x".getBytes(UTF_8), "main.cpp", NOW);
    return new IntakeRecord(
        "gavel.submissions",
        2,
        42,
        NOW,
        Optional.of(id.getBytes(UTF_8)),
        Optional.of(StrictJson.write(submission)),
        LIMIT - 2);
  }

  @Test
  void givesEveryRecordBackAndEndsTheWorker() throws Exception {
    SubmissionFlow flow =
        flow((_, _) -> {
          attempts++;
          throw new GuestUnfit("No root");
        });
    assertThat(flow.failure()).isNotDone();
    for (int record = 1; record <= 3; record++) {
      assertThat(flow.judge(record("s-" + record), () -> {})).isEqualTo(new Release("No root"));
    }
    assertThat(attempts).isEqualTo(3);
    assertThat(published).isEmpty();
    assertThatThrownBy(() -> flow.failure().join()).hasCauseInstanceOf(GuestUnfit.class);
  }

  @Test
  void otherFaultsEndNothing() throws Exception {
    SubmissionFlow flow =
        flow((_, _) -> {
          throw new GuestFailed("a slot broke");
        });
    assertThat(flow.judge(record("s-1"), () -> {})).isEqualTo(new Release("a slot broke"));
    assertThat(flow.failure()).isNotDone();
  }
}
