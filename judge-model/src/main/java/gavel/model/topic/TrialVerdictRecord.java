package gavel.model.topic;

import static gavel.model.json.InvalidField.required;

import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;

/**
 * What a rejudge would say of a submission, on {@code gavel.verdicts.trial}, keyed by the
 * submission's id. It counts for nobody until the rejudge is applied: then the verdict in it is
 * written to {@code gavel.verdicts}. Of several for a trial and an id the one with the lowest
 * offset is meant.
 *
 * @param trial the id of the rejudge
 * @param verdict as it would stand, with the generation that it is for
 */
public record TrialVerdictRecord(int schema, String trial, VerdictRecord verdict) {
  /** The schema that this program writes. */
  public static final int SCHEMA = 1;

  /** Refuses what names no rejudge, with {@link InvalidField}. */
  public TrialVerdictRecord {
    required("trial", trial);
    required("verdict", verdict);
  }

  /** The verdict that a trial came to. */
  public static TrialVerdictRecord of(String trial, VerdictRecord verdict) {
    return new TrialVerdictRecord(SCHEMA, trial, verdict);
  }

  /**
   * Reads a record value.
   *
   * @throws InvalidField that names the field
   */
  public static TrialVerdictRecord read(byte[] value) {
    return StrictJson.read(value, TrialVerdictRecord.class);
  }
}
