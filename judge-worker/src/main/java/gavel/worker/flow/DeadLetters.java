package gavel.worker.flow;

import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.SubmissionRecord;
import gavel.worker.intake.IntakeRecord;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes dead letters that fit on their topic, whatever the record was that they are about. */
record DeadLetters(Clock clock) {
  private static final int LONGEST_FIELD = 200;
  private static final int LONGEST_MESSAGE = 1000;
  private static final int LONGEST_KEY = 1024;

  /** In base64 it is a third longer; together with all the rest that is under 2 MiB. */
  private static final int LONGEST_VALUE = 3 * 480 * 1024;

  DeadLetterRecord of(
      IntakeRecord record,
      Reason reason,
      Optional<String> field,
      String message,
      Optional<String> id) {
    Optional<byte[]> value = record.value().filter(bytes -> bytes.length <= LONGEST_VALUE);
    String said =
        value.isEmpty() && record.value().isPresent()
            ? message + " (too long to be quoted: it stands at " + record.position() + ")"
            : message;
    return new DeadLetterRecord(
        SubmissionRecord.SCHEMA,
        reason,
        field.map(name -> cut(name, LONGEST_FIELD)).orElse(null),
        cut(said, LONGEST_MESSAGE),
        id.orElse(null),
        record.topic(),
        record.partition(),
        record.offset(),
        record.deliveryCount(),
        base64(record.key().filter(bytes -> bytes.length <= LONGEST_KEY)),
        base64(value),
        clock.instant());
  }

  private static @Nullable String base64(Optional<byte[]> bytes) {
    return bytes.map(Base64.getEncoder()::encodeToString).orElse(null);
  }

  /** The beginning and the end: what follows a long quotation is worth keeping. */
  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int half = most / 2 - 1;
    return printable(text.substring(0, half))
        + "…"
        + printable(text.substring(text.length() - half));
  }

  /** Without the halves of surrogate pairs that a cut leaves. */
  private static String printable(String part) {
    int begin = !part.isEmpty() && Character.isLowSurrogate(part.charAt(0)) ? 1 : 0;
    int end = part.length();
    if (end > begin && Character.isHighSurrogate(part.charAt(end - 1))) {
      end--;
    }
    return part.substring(begin, end);
  }
}
