package gavel.worker.flow;

import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.model.topic.SubmissionRecord;
import java.util.Optional;

/** What a record turned out to be. */
sealed interface Reading {
  /** A submission; whether it can be judged is another question. */
  record Sound(SubmissionRecord submission) implements Reading {}

  /**
   * Nothing that can be judged.
   *
   * @param field what is wrong, where it is one field
   * @param id of the submission, where that can be told
   */
  record Unusable(Reason reason, Optional<String> field, String message, Optional<String> id)
      implements Reading {}
}
