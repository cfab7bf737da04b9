package gavel.cli.rejudge;

import static java.nio.charset.StandardCharsets.UTF_8;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.SubmissionRecord;
import gavel.model.topic.TrialVerdictRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as they stand on topics. */
final class Records {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private Records() {}

  static SubmissionRecord submission(String id, String source) {
    return SubmissionRecord.of(id, "sum", "c", source.getBytes(UTF_8), "main.c", NOW).by("anna");
  }

  static ConsumerRecord<String, byte[]> at(long offset, SubmissionRecord submission) {
    return at(Topics.SUBMISSIONS, offset, submission.id(), StrictJson.write(submission));
  }

  static ConsumerRecord<String, byte[]> at(String topic, long offset, String key, byte[] value) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        NOW.toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        0,
        value.length,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  static VerdictRecord verdict(SubmissionRecord submission, int generation, Status status) {
    return new VerdictRecord(
        1,
        submission.id(),
        generation,
        submission.problem(),
        "0".repeat(64),
        submission.language(),
        submission.contentHash(),
        status,
        status.verdict(),
        null,
        Duration.ofMillis(12),
        ByteSize.ofMiB(1),
        null,
        List.of(),
        "w",
        1,
        Duration.ZERO,
        NOW,
        null,
        null);
  }

  static ConsumerRecord<String, byte[]> at(long offset, VerdictRecord verdict) {
    return at(Topics.VERDICTS, offset, verdict.id(), StrictJson.write(verdict));
  }

  static ConsumerRecord<String, byte[]> trial(String trial, VerdictRecord verdict) {
    byte[] value = StrictJson.write(TrialVerdictRecord.of(trial, verdict));
    return at(Topics.TRIAL_VERDICTS, 0, verdict.id(), value);
  }

  static ConsumerRecord<String, byte[]> letter(String id, Place origin) {
    DeadLetterRecord letter =
        new DeadLetterRecord(
            1,
            DeadLetterRecord.Reason.CANCELLED,
            null,
            "Cancelled",
            id,
            Objects.requireNonNull(origin.topic()),
            origin.partition(),
            origin.offset(),
            1,
            null,
            null,
            NOW);
    return at(Topics.DEAD_LETTERS, 0, id, StrictJson.write(letter));
  }
}
