package gavel.model.topic;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be judged, on {@code gavel.dead-letters}.
 *
 * @param field what was wrong in the record, where one field was
 * @param message for people, in a line or two
 * @param valueBase64 the record's value as it came; absent where it had none
 */
public record DeadLetterRecord(
    int schema,
    Reason reason,
    @Nullable String field,
    String message,
    @Nullable String submissionId,
    String topic,
    int partition,
    long offset,
    int deliveryCount,
    @Nullable String keyBase64,
    @Nullable String valueBase64,
    Instant deadAt) {

  /** Why it is dead. */
  public enum Reason {
    /** Not JSON, or a field that cannot be used. */
    @JsonProperty("invalid_submission")
    INVALID_SUBMISSION,
    /** A record without a value. */
    @JsonProperty("null_value")
    NULL_VALUE,
    /** Written by a newer Gavel. */
    @JsonProperty("schema_newer")
    SCHEMA_NEWER,
    /** No problem of that name. */
    @JsonProperty("unknown_problem")
    UNKNOWN_PROBLEM,
    /** No language of that name, or it is not installed. */
    @JsonProperty("unknown_language")
    UNKNOWN_LANGUAGE,
    /** The source is over the problem's limit. */
    @JsonProperty("source_too_large")
    SOURCE_TOO_LARGE,
    /** A verdict stands for the same id and generation, of another content. */
    @JsonProperty("conflicting_content")
    CONFLICTING_CONTENT,
    /** Somebody said that it is not to be judged. */
    @JsonProperty("cancelled")
    CANCELLED,
    /** Its deadline passed before there was a verdict. */
    @JsonProperty("deadline_passed")
    DEADLINE_PASSED,
    /** Nothing that could be tried again gave a verdict: a fault of ours. */
    @JsonProperty("poison")
    POISON
  }
}
