package gavel.cli.client;

import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.ProgressRecord;
import gavel.model.topic.VerdictRecord;

/** What becomes of a submission, as the topics tell it. */
public sealed interface SubmissionEvent {
  /** The submission that it is about. */
  String id();

  /** Something was done. */
  record Progress(ProgressRecord progress) implements SubmissionEvent {
    @Override
    public String id() {
      return progress.id();
    }
  }

  /** It is judged. */
  record Judged(VerdictRecord verdict) implements SubmissionEvent {
    @Override
    public String id() {
      return verdict.id();
    }
  }

  /** It could not be judged. */
  record Dead(String id, DeadLetterRecord letter) implements SubmissionEvent {}
}
