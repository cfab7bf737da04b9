package gavel.worker.flow;

import com.fasterxml.jackson.databind.JsonNode;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.NewerSchema;
import gavel.model.topic.SubmissionRecord;
import gavel.worker.flow.Reading.Sound;
import gavel.worker.flow.Reading.Unusable;
import gavel.worker.intake.IntakeRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what stands in a record, whatever that is. */
final class SubmissionReader {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  private SubmissionReader() {}

  static Reading read(IntakeRecord record) {
    Optional<String> key = record.key().flatMap(SubmissionReader::idIn);
    if (record.value().isEmpty()) {
      return new Unusable(Reason.NULL_VALUE, Optional.empty(), "The record has no value", key);
    }
    byte[] value = record.value().get();
    try {
      return new Sound(SubmissionRecord.read(value));
    } catch (NewerSchema newer) {
      return new Unusable(
          Reason.SCHEMA_NEWER,
          Optional.of("schema"),
          String.valueOf(newer.getMessage()),
          claimedId(value).or(() -> key));
    } catch (InvalidField invalid) {
      return new Unusable(
          Reason.INVALID_SUBMISSION,
          Optional.of(invalid.field()).filter(field -> !field.isEmpty()),
          String.valueOf(invalid.getMessage()),
          claimedId(value).or(() -> key));
    }
  }

  private static Optional<String> idIn(byte[] key) {
    return idIn(new String(key, StandardCharsets.UTF_8));
  }

  private static Optional<String> idIn(String text) {
    return ID.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  /** The id of a submission that cannot be used, for whoever waits for an answer to it. */
  private static Optional<String> claimedId(byte[] value) {
    try {
      JsonNode id = StrictJson.readObject(value).path("id");
      return id.isTextual() ? idIn(id.textValue()) : Optional.empty();
    } catch (InvalidField _) {
      return Optional.empty();
    }
  }
}
