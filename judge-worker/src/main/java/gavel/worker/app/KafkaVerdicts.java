package gavel.worker.app;

import gavel.model.topic.SubmissionRecord;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.flow.StandingVerdicts;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.publish.Position;
import gavel.worker.publish.VerdictHead;
import gavel.worker.publish.VerdictView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the index; for a record that was delivered before, also into the topic itself, for the
 * verdict may have been published a moment ago. Trials of rejudges have a topic of their own, and
 * none of them is in the index.
 */
record KafkaVerdicts(
    VerdictIndex index, VerdictFollower follower, VerdictView view, VerdictView trials)
    implements StandingVerdicts {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaVerdicts.class);
  private static final Duration TO_FOLLOW = Duration.ofSeconds(5);

  @Override
  public Optional<String> contentHash(IntakeRecord record, SubmissionRecord submission)
      throws QueueFault, InterruptedException {
    if (submission.trial() != null) {
      return ofTrial(record, submission, submission.trial());
    }
    Optional<String> known = index.find(submission.id(), submission.generationOrFirst());
    if (known.isPresent() || record.deliveryCount() == 1) {
      return known;
    }
    return view.find(
            submission.id().getBytes(StandardCharsets.UTF_8),
            record.timestamp(),
            value -> VerdictHead.of(value).filter(head -> isOf(submission, head)))
        .map(standing -> standing.verdict().contentHash());
  }

  /** What stands for its generation is no answer: the trial of a rejudge asks for another one. */
  private Optional<String> ofTrial(IntakeRecord record, SubmissionRecord submission, String trial)
      throws QueueFault, InterruptedException {
    if (record.deliveryCount() == 1) {
      return Optional.empty();
    }
    return trials
        .find(
            submission.id().getBytes(StandardCharsets.UTF_8),
            record.timestamp(),
            value ->
                VerdictHead.ofTrial(value, trial).filter(head -> head.id().equals(submission.id())))
        .map(standing -> standing.verdict().contentHash());
  }

  private static boolean isOf(SubmissionRecord submission, VerdictHead head) {
    return head.id().equals(submission.id()) && head.generation() == submission.generationOrFirst();
  }

  @Override
  public Optional<String> effective(SubmissionRecord submission, Position published)
      throws InterruptedException {
    // what stands before it decides; nobody has to wait until it is read itself
    if (follower.awaitOffset(published.partition(), published.offset() - 1, TO_FOLLOW)) {
      index.add(submission.id(), submission.generationOrFirst(), submission.contentHash());
      follower.passed(published.partition(), published.offset());
      return index.find(submission.id(), submission.generationOrFirst());
    }
    LOG.warn(
        "{}-{}@{} was published but what stands before it has not been read within {} s",
        published.topic(),
        published.partition(),
        published.offset(),
        TO_FOLLOW.toSeconds());
    return Optional.empty();
  }
}
