package gavel.worker.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.judge.JudgedSubmission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictWriterTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final int ROOM = 2 << 20;
  private static final String LONG = "\u0001".repeat(1000);

  private static TestReport test(String name, Status status, @Nullable String message) {
    return new TestReport(
        name,
        status,
        status.verdict(),
        Duration.ofMillis(12),
        Duration.ofMillis(34),
        ByteSize.ofMiB(5),
        message,
        null);
  }

  private static VerdictRecord write(String diagnostics, List<TestReport> tests) {
    return new VerdictWriter("w-1", Clock.fixed(NOW, ZoneOffset.UTC))
        .judged(
            new IntakeRecord("gavel.submissions", 0, 1, NOW, Optional.empty(), Optional.empty(), 1),
            SubmissionRecord.of("s-1", "twice", "cpp", "x".getBytes(UTF_8), "main.cpp", NOW),
            "0".repeat(64),
            new JudgedSubmission(
                Status.WRONG_ANSWER,
                Optional.of("t/1: wrong"),
                Duration.ZERO,
                Duration.ZERO,
                ByteSize.ZERO,
                new CompileReport(Status.SUCCESS, Duration.ZERO, diagnostics),
                tests),
            NOW);
  }

  @Test
  void keepsWhatFits() {
    List<TestReport> tests = List.of(test("t/1", Status.WRONG_ANSWER, "wrong"));
    VerdictRecord verdict = write("", tests);
    assertThat(verdict.tests()).isEqualTo(tests);
    assertThat(verdict.message()).isEqualTo("t/1: wrong");
  }

  @Test
  void leavesTheMessagesOutFirst() {
    List<TestReport> tests = new ArrayList<>();
    for (int i = 0; i < 7000; i++) {
      tests.add(test("t/" + i, Status.WRONG_ANSWER, LONG));
    }
    VerdictRecord verdict = write("\u0001".repeat(64 * 1024), tests);
    assertThat(StrictJson.write(verdict)).hasSizeLessThan(ROOM);
    assertThat(verdict.tests()).hasSize(7000).allMatch(test -> test.message() == null);
    assertThat(verdict.message()).isEqualTo("t/1: wrong");
  }

  @Test
  void keepsThoseThatFailedAndTheFirstOfThousands() {
    List<TestReport> tests = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      tests.add(test("t/" + i, i == 19_990 ? Status.WRONG_ANSWER : Status.SUCCESS, null));
    }
    VerdictRecord verdict = write("", tests);
    assertThat(StrictJson.write(verdict)).hasSizeLessThan(ROOM);
    assertThat(verdict.tests()).hasSizeGreaterThan(5000).startsWith(tests.getFirst());
    assertThat(verdict.tests().getLast()).isEqualTo(tests.get(19_990));
    assertThat(verdict.message())
        .isEqualTo("t/1: wrong (" + verdict.tests().size() + " of 20000 tests are listed)");
  }

  @Test
  void fitsWhereAllOfThousandsFailed() {
    List<TestReport> tests = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      tests.add(test("t/" + i, Status.WRONG_ANSWER, LONG));
    }
    VerdictRecord verdict = write("", tests);
    assertThat(StrictJson.write(verdict)).hasSizeLessThan(ROOM);
    assertThat(verdict.tests()).isNotEmpty();
  }
}
