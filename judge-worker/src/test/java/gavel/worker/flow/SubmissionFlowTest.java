package gavel.worker.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import gavel.model.language.Languages;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.ProgressRecord;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.JudgeFault.GuestRefused;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.intake.Disposition;
import gavel.worker.intake.Disposition.Accept;
import gavel.worker.intake.Disposition.Release;
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
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionFlowTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final int LIMIT = 10;
  private static final JudgedSubmission ACCEPTED =
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
  private final List<VerdictRecord> verdicts = new ArrayList<>();
  private final List<DeadLetterRecord> letters = new ArrayList<>();
  private final List<ProgressRecord> progress = new ArrayList<>();
  private final Map<String, String> standing = new HashMap<>();
  private final List<String> order = new ArrayList<>();
  private Judging judging =
      (request, listener) -> {
        listener.started(1);
        order.add("judge " + request.id());
        return ACCEPTED;
      };
  private int queueFaults;
  private int letterFaults;
  private boolean retryable = true;

  @BeforeEach
  void writePackage() throws IOException {
    PackageOnDisk.twice(directory, "twice");
  }

  private Disposition deliver(IntakeRecord record) throws InterruptedException {
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
            LIMIT,
            Duration.ofMillis(1))
        .judge(record);
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
        throw new QueueFault("Tried to publish", retryable);
      }
      order.add("verdict");
      verdicts.add(verdict);
      standing.putIfAbsent(key(verdict.id(), verdict.generation()), verdict.contentHash());
      return new Position("gavel.verdicts", 0, verdicts.size() - 1L);
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

  private static String key(String id, int generation) {
    return id + "/" + generation;
  }

  private static IntakeRecord record(byte[] value, int deliveries) {
    return new IntakeRecord(
        "gavel.submissions",
        2,
        42,
        NOW.minusMillis(250),
        Optional.of("s-1".getBytes(UTF_8)),
        Optional.of(value),
        deliveries);
  }

  private static IntakeRecord record(String json) {
    return record(json.getBytes(UTF_8), 1);
  }

  private static SubmissionRecord submission(String source) {
    return SubmissionRecord.of("s-1", "twice", "cpp", source.getBytes(UTF_8), "main.cpp", NOW);
  }

  private static IntakeRecord record(SubmissionRecord submission, int deliveries) {
    return record(StrictJson.write(submission), deliveries);
  }

  @Test
  void publishesTheVerdictBeforeItAccepts() throws Exception {
    assertThat(deliver(record(submission("x"), 1))).isEqualTo(new Accept());
    assertThat(order).containsExactly("judge s-1", "verdict", "effective@0");
    assertThat(letters).isEmpty();
    assertThat(progress).singleElement().extracting(ProgressRecord::tests).isEqualTo(1);
    VerdictRecord verdict = verdicts.getFirst();
    assertThat(verdict.verdict()).isEqualTo("AC");
    assertThat(verdict.contentHash()).isEqualTo(submission("x").contentHash());
    assertThat(verdict.problemRevision()).matches("[0-9a-f]{64}");
    assertThat(verdict.worker()).isEqualTo("w-1");
    assertThat(verdict.queued()).isEqualTo(Duration.ofMillis(250));
    assertThat(verdict.tests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nonsense                                                             | INVALID_SUBMISSION |
          [1]                                                                  | INVALID_SUBMISSION |
          {"schema":1,"id":"s-1"                                               | INVALID_SUBMISSION |
          {"id":"s-1"}                                                         | INVALID_SUBMISSION | schema
          {"schema":1}                                                         | INVALID_SUBMISSION | id
          {"schema":"1","id":"s-1"}                                            | INVALID_SUBMISSION | schema
          {"schema":1,"id":"a b","problem":"twice","language":"cpp","source":"x"} | INVALID_SUBMISSION | id
          {"schema":1,"id":"s-1","language":"cpp","source":"x"}                | INVALID_SUBMISSION | problem
          {"schema":1,"id":"s-1","problem":"twice","source":"x"}               | INVALID_SUBMISSION | language
          {"schema":1,"id":"s-1","problem":"twice","language":"cpp"}           | INVALID_SUBMISSION | source
          {"schema":1,"id":"s-1","problem":"twice","language":"cpp","source":""} | INVALID_SUBMISSION | source
          {"schema":1,"id":"s-1","problem":"twice","language":"cpp","source":7} | INVALID_SUBMISSION | source
          {"schema":1,"id":"s-1","problem":"twice","language":"cpp","source":"x","colour":1} | INVALID_SUBMISSION | colour
          {"schema":1,"id":"s-1","problem":"twice","language":"cpp","source":"x","filename":"../x"} | INVALID_SUBMISSION | filename
          {"schema":1,"id":"s-1","problem":"twice","language":"cpp","source":"x","generation":-1} | INVALID_SUBMISSION | generation
          {"schema":1,"id":"s-1","problem":"twice","language":"cpp","source_base64":"%%"} | INVALID_SUBMISSION | source_base64
          {"schema":2,"id":"s-1","problem":"twice","new":{}}                   | SCHEMA_NEWER       | schema
          {"schema":1,"id":"s-1","problem":"thrice","language":"cpp","source":"x"} | UNKNOWN_PROBLEM | problem
          {"schema":1,"id":"s-1","problem":"twice","language":"brainfuck","source":"x"} | UNKNOWN_LANGUAGE | language
          """)
  void buriesWhatCannotBeJudgedAndNamesTheField(String json, Reason reason, String field)
      throws Exception {
    assertThat(deliver(record(json))).isEqualTo(new Accept());
    DeadLetterRecord letter = letters.getFirst();
    assertThat(letter.reason()).isEqualTo(reason);
    assertThat(letter.field()).isEqualTo(field);
    assertThat(letter.message()).isNotBlank();
    assertThat(letter.submissionId()).isEqualTo("s-1");
    assertThat(letter.topic()).isEqualTo("gavel.submissions");
    assertThat(letter.partition()).isEqualTo(2);
    assertThat(letter.offset()).isEqualTo(42);
    assertThat(Base64.getDecoder().decode(letter.valueBase64())).isEqualTo(json.getBytes(UTF_8));
    assertThat(letter.keyBase64()).isEqualTo("cy0x");
    assertThat(order).isEmpty();
    assertThat(verdicts).isEmpty();
  }

  @Test
  void buriesARecordWithoutAValue() throws Exception {
    IntakeRecord empty =
        new IntakeRecord("gavel.submissions", 0, 1, NOW, Optional.empty(), Optional.empty(), 1);
    assertThat(deliver(empty)).isEqualTo(new Accept());
    assertThat(letters.getFirst().reason()).isEqualTo(Reason.NULL_VALUE);
    assertThat(letters.getFirst().submissionId()).isNull();
    assertThat(letters.getFirst().valueBase64()).isNull();
  }

  @Test
  void buriesAnOversizeSource() throws Exception {
    String source = "x".repeat((1 << 20) + 1);
    assertThat(
            deliver(
                record(
                    "{\"schema\":1,\"id\":\"s-1\",\"problem\":\"twice\",\"language\":\"cpp\","
                        + "\"source\":\""
                        + source
                        + "\"}")))
        .isEqualTo(new Accept());
    assertThat(letters.getFirst().field()).isEqualTo("source");
    assertThat(letters.getFirst().message()).contains("1048576 bytes");
  }

  @Test
  void aDeadLetterFitsItsTopicWhateverTheRecordWas() throws Exception {
    String name = "\u0001".repeat(300_000);
    byte[] value = StrictJson.write(Map.of("schema", 1, "id", "s-1", name, "y".repeat(200_000)));
    assertThat(deliver(record(value, 1))).isEqualTo(new Accept());
    assertThat(StrictJson.write(letters.getFirst()).length).isLessThan(2 << 20);
    assertThat(letters.getFirst().valueBase64()).isNull();
    assertThat(letters.getFirst().message()).contains("gavel.submissions-2@42");
  }

  @Test
  void ignoresTheSameAgain() throws Exception {
    deliver(record(submission("x"), 1));
    order.clear();
    assertThat(deliver(record(submission("x"), 2))).isEqualTo(new Accept());
    assertThat(order).isEmpty();
    assertThat(verdicts).hasSize(1);
    assertThat(letters).isEmpty();
  }

  @Test
  void buriesOtherContentUnderTheSameId() throws Exception {
    deliver(record(submission("x"), 1));
    assertThat(deliver(record(submission("y"), 1))).isEqualTo(new Accept());
    assertThat(verdicts).hasSize(1);
    assertThat(letters.getFirst().reason()).isEqualTo(Reason.CONFLICTING_CONTENT);
    assertThat(letters.getFirst().field()).isEqualTo("id");
  }

  @Test
  void buriesOtherContentThatWasJudgedAtTheSameTime() throws Exception {
    judging =
        (_, _) -> {
          standing.put("s-1/0", submission("the other").contentHash());
          return ACCEPTED;
        };
    assertThat(deliver(record(submission("x"), 1))).isEqualTo(new Accept());
    assertThat(letters.getFirst().reason()).isEqualTo(Reason.CONFLICTING_CONTENT);
  }

  @Test
  void judgesAgainWhatFailedForAFaultThatMayPass() throws Exception {
    judging =
        (_, _) -> {
          order.add("judge");
          if (order.size() < 3) {
            throw new GuestLost("Gone");
          }
          return ACCEPTED;
        };
    assertThat(deliver(record(submission("x"), 1))).isEqualTo(new Accept());
    assertThat(order).containsExactly("judge", "judge", "judge", "verdict", "effective@0");
  }

  @Test
  void releasesWhatStillFails() throws Exception {
    judging =
        (_, _) -> {
          order.add("judge");
          throw new GuestLost("The guest is gone");
        };
    assertThat(deliver(record(submission("x"), 1))).isEqualTo(new Release("The guest is gone"));
    assertThat(order).hasSize(3);
    assertThat(verdicts).isEmpty();
    assertThat(letters).isEmpty();
  }

  @Test
  void answersAtOnceWhatNoDeliveryHelps() throws Exception {
    judging =
        (_, _) -> {
          order.add("judge");
          throw new GuestRefused(gavel.model.protocol.ErrorCode.INVALID_REQUEST, "No");
        };
    assertThat(deliver(record(submission("x"), 1))).isEqualTo(new Accept());
    assertThat(order).containsExactly("judge", "verdict");
    assertThat(verdicts.getFirst().status()).isEqualTo(Status.INTERNAL_ERROR);
    assertThat(verdicts.getFirst().message()).contains("No");
    assertThat(letters)
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.reason()).isEqualTo(Reason.POISON);
          assertThat(letter.message()).contains("No");
        });
  }

  @Test
  void buriesAtTheLastDeliveryUntilItIsDone() throws Exception {
    letterFaults = 4;
    assertThat(deliver(record("nonsense".getBytes(UTF_8), LIMIT - 1))).isInstanceOf(Release.class);
    assertThat(deliver(record("nonsense".getBytes(UTF_8), LIMIT))).isEqualTo(new Accept());
    assertThat(letters).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void releasesWhatCouldNotBePublished(boolean mayPass) throws Exception {
    queueFaults = 1;
    retryable = mayPass;
    assertThat(deliver(record(submission("x"), 1))).isInstanceOf(Release.class);
  }

  @Test
  void answersTheLastDeliveryWithoutRunningAnything() throws Exception {
    queueFaults = 3;
    assertThat(deliver(record(submission("x"), LIMIT))).isEqualTo(new Accept());
    assertThat(order).containsExactly("verdict");
    assertThat(verdicts.getFirst().status()).isEqualTo(Status.INTERNAL_ERROR);
    assertThat(verdicts.getFirst().deliveryCount()).isEqualTo(LIMIT);
    assertThat(letters.getFirst().reason()).isEqualTo(Reason.POISON);
  }

  @Test
  void theLastDeliveryOfWhatHasAVerdictIsOnlyAccepted() throws Exception {
    standing.put("s-1/0", submission("x").contentHash());
    assertThat(deliver(record(submission("x"), LIMIT))).isEqualTo(new Accept());
    assertThat(verdicts).isEmpty();
    assertThat(letters).isEmpty();
  }

  @Test
  void passesAnInterruptionOn() {
    judging =
        (_, _) -> {
          throw new InterruptedException("enough");
        };
    assertThatThrownBy(() -> deliver(record(submission("x"), 1)))
        .isInstanceOf(InterruptedException.class);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void aFaultOfAPackageIsNoVerdict() throws Exception {
    judging =
        (_, _) -> {
          throw new JudgeFault.StorageFault("Tried to read", new IOException("EIO"));
        };
    assertThat(deliver(record(submission("x"), 1))).isInstanceOf(Release.class);
    assertThat(verdicts).isEmpty();
  }
}
