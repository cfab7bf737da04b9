package gavel.model.topic;

/** A record was written by a newer Gavel: it waits in the dead letters for the upgrade. */
public final class NewerSchema extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  NewerSchema(int schema) {
    super("is " + schema + "; this worker reads up to " + SubmissionRecord.SCHEMA);
  }
}
