package gavel.cli.dead;

import gavel.model.json.InvalidField;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.NewerSchema;
import gavel.model.topic.SubmissionRecord;
import gavel.worker.topic.Lane;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter without the record that it is about.
 *
 * @param partition of it on {@code gavel.dead-letters}
 * @param offset of it there
 * @param topic that the record stood on
 * @param origin where it stood there, {@code topic-partition@offset}
 * @param id of the submission; empty where nobody knows
 * @param field that was wrong, where one was
 * @param judgement what it asks for, as far as this program can read it
 * @param lacking why it cannot be queued again, whatever else is so
 */
public record Letter(
    int partition,
    long offset,
    String topic,
    String origin,
    String id,
    Reason reason,
    @Nullable String field,
    String message,
    int deliveryCount,
    Instant deadAt,
    Optional<Judgement> judgement,
    Optional<String> lacking) {

  /** What can have a verdict: a submission in one of its generations, with its content. */
  public record Judgement(
      String id, int generation, String contentHash, Optional<Instant> deadline) {}

  static Letter of(int partition, long offset, DeadLetterRecord letter) {
    Optional<byte[]> value = value(letter);
    return new Letter(
        partition,
        offset,
        letter.topic(),
        letter.topic() + "-" + letter.partition() + "@" + letter.offset(),
        letter.submissionId() == null ? "" : letter.submissionId(),
        letter.reason(),
        letter.field(),
        letter.message(),
        letter.deliveryCount(),
        letter.deadAt(),
        value.flatMap(Letter::judgement),
        lacking(letter, value));
  }

  /** What the record was, as it came; nothing where the letter does not quote it. */
  static Optional<byte[]> value(DeadLetterRecord letter) {
    return decoded(letter.valueBase64());
  }

  /** Bytes in base64; nothing where there are none, or they are none. */
  static Optional<byte[]> decoded(@Nullable String base64) {
    try {
      return Optional.ofNullable(base64).map(Base64.getDecoder()::decode);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Judgement> judgement(byte[] value) {
    try {
      SubmissionRecord submission = SubmissionRecord.read(value);
      return Optional.of(
          new Judgement(
              submission.id(),
              submission.generationOrFirst(),
              submission.contentHash(),
              Optional.ofNullable(submission.deadline())));
    } catch (InvalidField | NewerSchema _) {
      return Optional.empty();
    }
  }

  private static Optional<String> lacking(DeadLetterRecord letter, Optional<byte[]> value) {
    if (Lane.of(letter.topic()).isEmpty()) {
      return Optional.of(letter.topic() + " is no topic of submissions");
    }
    if (letter.reason() == Reason.NULL_VALUE) {
      return Optional.of("the record had no value");
    }
    return value.isEmpty() ? Optional.of("the letter does not quote it") : Optional.empty();
  }
}
