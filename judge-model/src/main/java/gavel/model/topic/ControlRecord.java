package gavel.model.topic;

import static gavel.model.json.InvalidField.require;
import static gavel.model.json.InvalidField.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * What workers are asked to do about a submission, on {@code gavel.control}, keyed by its id. It
 * counts for what was submitted before it.
 *
 * @param id of the submission, or of a rejudge: then of all that is queued for it
 * @param generation of the submission; absent: all that there are
 * @param message why, for people; at most 200 characters
 */
public record ControlRecord(
    int schema, String id, @Nullable Integer generation, Action action, @Nullable String message) {
  /** The schema that this program writes. */
  public static final int SCHEMA = 1;

  private static final int LONGEST_MESSAGE = 200;

  /** What is asked. */
  public enum Action {
    /** Not to judge it, or to end its judgement; it gets a dead letter in a verdict's place. */
    @JsonProperty("cancel")
    CANCEL
  }

  /** Refuses what names no submission, with {@link InvalidField}. */
  public ControlRecord {
    require(
        SubmissionRecord.isId(required("id", id)), "id", "is not what a submission can be called");
    require(generation == null || generation >= 0, "generation", "is negative");
    required("action", action);
    require(
        message == null || message.length() <= LONGEST_MESSAGE,
        "message",
        "is over " + LONGEST_MESSAGE + " characters");
  }

  /** Cancels a submission, in that generation or in all that there are. */
  public static ControlRecord cancel(
      String id, @Nullable Integer generation, @Nullable String message) {
    return new ControlRecord(SCHEMA, id, generation, Action.CANCEL, message);
  }

  /**
   * Reads a record value.
   *
   * @throws InvalidField that names the field
   */
  public static ControlRecord read(byte[] value) {
    return StrictJson.read(value, ControlRecord.class);
  }
}
