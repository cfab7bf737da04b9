package gavel.worker.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.Status;
import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.ProgressRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.JudgeFault.GuestRefused;
import gavel.worker.intake.Disposition.Accept;
import gavel.worker.intake.Disposition.Release;
import gavel.worker.intake.IntakeRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionFlowTest extends FlowFixture {
  @Test
  void publishesTheVerdictBeforeItAccepts() throws Exception {
    assertThat(deliver(record(submission("x"), 1))).isEqualTo(new Accept());
    assertThat(order).containsExactly("judge s-1", "ran", "verdict", "effective@0");
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
    assertThat(order).containsExactly("judge", "judge", "judge", "ran", "verdict", "effective@0");
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

  /** A worker that is killed between the letter and the verdict leaves it one more delivery. */
  @Test
  void givesUpWhileThereIsOneDeliveryLeft() throws Exception {
    assertThat(deliver(record(submission("x"), LIMIT - 2))).isEqualTo(new Accept());
    assertThat(order).contains("judge s-1");
    order.clear();
    standing.clear();
    assertThat(deliver(record(submission("x"), LIMIT - 1))).isEqualTo(new Accept());
    assertThat(order).containsExactly("verdict");
  }

  @Test
  void whatTheQueueRefusesWhateverItIsEndsTheWorker() throws Exception {
    queueFaults = 1;
    refusal = true;
    SubmissionFlow flow = flow();
    assertThat(flow.judge(record(submission("x"), 1), () -> {})).isInstanceOf(Release.class);
    assertThat(flow.failure()).isCompletedExceptionally();
  }

  @Test
  void whatTheQueueDoesNotTakeOfOneRecordEndsNoWorker() throws Exception {
    queueFaults = 1;
    retryable = false;
    SubmissionFlow flow = flow();
    assertThat(flow.judge(record(submission("x"), 1), () -> {})).isInstanceOf(Release.class);
    assertThat(flow.failure()).isNotDone();
  }

  @Test
  void theLastDeliveryIsNotGivenBackWhateverTheQueueSays() throws Exception {
    queueFaults = 2;
    refusal = true;
    assertThat(deliver(record(submission("x"), LIMIT))).isEqualTo(new Accept());
    assertThat(verdicts.getFirst().status()).isEqualTo(Status.INTERNAL_ERROR);
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

  @Test
  void whatCannotBeTriedIsQueuedAgainAndNotCounted() throws Exception {
    judging =
        (request, listener) -> {
          order.add("judge");
          throw new JudgeFault.Unavailable("The guest is not there");
        };
    assertThat(deliver(record(submission("int main(){}"), LIMIT - 2))).isEqualTo(new Accept());
    assertThat(order).containsExactly("judge", "ran", "later gavel.submissions.practice.later");
    assertThat(verdicts).isEmpty();
    assertThat(letters).isEmpty();
  }
}
