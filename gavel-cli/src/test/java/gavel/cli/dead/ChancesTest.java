package gavel.cli.dead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChancesTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private final Chances chances = new Chances();

  private static SubmissionRecord submission(String source) {
    return SubmissionRecord.of("one", "sum", "c", source.getBytes(UTF_8), "main.c", NOW);
  }

  private static Letter letter(Reason reason, String topic, byte @Nullable [] value) {
    String quoted = value == null ? null : Base64.getEncoder().encodeToString(value);
    return Letter.of(
        0,
        4,
        new DeadLetterRecord(1, reason, null, "why", "one", topic, 2, 17, 1, null, quoted, NOW));
  }

  private Letter letter(SubmissionRecord submission) {
    Letter letter =
        letter(Reason.UNKNOWN_PROBLEM, Topics.SUBMISSIONS, StrictJson.write(submission));
    chances.concerns(letter);
    return letter;
  }

  private static ConsumerRecord<String, byte[]> verdict(SubmissionRecord of, int generation) {
    VerdictRecord verdict =
        new VerdictRecord(
            1,
            of.id(),
            generation,
            of.problem(),
            null,
            of.language(),
            of.contentHash(),
            Status.WRONG_ANSWER,
            "WA",
            null,
            Duration.ZERO,
            ByteSize.ZERO,
            null,
            List.of(),
            "w",
            1,
            Duration.ZERO,
            NOW,
            null,
            null);
    return new ConsumerRecord<>(Topics.VERDICTS, 0, 0, of.id(), StrictJson.write(verdict));
  }

  @Test
  void whatNothingIsKnownOfMayHelp() {
    Letter letter = letter(submission("a"));
    assertThat(letter.origin()).isEqualTo("gavel.submissions-2@17");
    chances.verdict(verdict(submission("a"), 1));
    assertThat(chances.hindrance(letter, NOW)).isEmpty();
    byte[] newer = "{\"schema\":2,\"id\":\"one\",\"wishes\":3}".getBytes(UTF_8);
    Letter unread = letter(Reason.SCHEMA_NEWER, Topics.SUBMISSIONS, newer);
    assertThat(unread.judgement()).isEmpty();
    assertThat(chances.hindrance(unread, NOW)).isEmpty();
  }

  @Test
  void whatWasQueuedAgainIsNotQueuedTwice() {
    Letter letter = letter(submission("a"));
    ConsumerRecord<String, byte[]> copy =
        new ConsumerRecord<>(Topics.SUBMISSIONS, 2, 30, "one", new byte[0]);
    copy.headers().add(Chances.RETRY_OF, "gavel.submissions-2@16".getBytes(UTF_8));
    chances.submission(copy);
    assertThat(chances.isRetried(letter)).isFalse();
    copy.headers().add(Chances.RETRY_OF, letter.origin().getBytes(UTF_8));
    chances.submission(copy);
    assertThat(chances.isRetried(letter)).isTrue();
    assertThat(chances.hindrance(letter, NOW)).contains("it was queued again before");
  }

  @Test
  void whatHasAVerdictIsLeftOut() {
    Letter letter = letter(submission("a"));
    chances.verdict(verdict(submission("a"), 0));
    assertThat(chances.hindrance(letter, NOW).orElseThrow()).contains("it has a verdict, WA");
  }

  @Test
  void theFirstVerdictCounts() {
    Letter letter = letter(submission("a"));
    chances.verdict(verdict(submission("b"), 0));
    chances.verdict(verdict(submission("a"), 0));
    assertThat(chances.hindrance(letter, NOW).orElseThrow()).contains("under another id");
  }

  @Test
  void aDeadlineEndsIt() {
    Letter letter = letter(submission("a").until(NOW));
    assertThat(chances.hindrance(letter, NOW)).isEmpty();
    assertThat(chances.hindrance(letter, NOW.plusMillis(1))).contains("its deadline has passed");
  }

  @Test
  void whatIsNotQuotedCannotBeQueued() {
    byte[] value = StrictJson.write(submission("a"));
    assertThat(letter(Reason.NULL_VALUE, Topics.SUBMISSIONS, null).lacking())
        .contains("the record had no value");
    assertThat(letter(Reason.POISON, Topics.SUBMISSIONS, null).lacking())
        .contains("the letter does not quote it");
    assertThat(letter(Reason.POISON, "elsewhere", value).lacking())
        .contains("elsewhere is no topic of submissions");
  }
}
