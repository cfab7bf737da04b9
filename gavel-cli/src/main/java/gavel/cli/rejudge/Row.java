package gavel.cli.rejudge;

import gavel.model.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A submission of a rejudge and what is known of it so far. It is filled by one thread, but for the
 * place, which the producer's thread tells.
 */
public final class Row {
  private final String id;
  private final int generation;
  private final String problem;
  private final String language;
  private volatile @Nullable Place queued;
  private @Nullable Outcome before;
  private @Nullable Outcome after;
  private @Nullable String refusal;
  private @Nullable Fate fate;

  /** What became of it when the rejudge was applied. */
  public enum Fate {
    /** Its verdict is the effective one of its generation. */
    APPLIED,
    /** Something of its generation, or a newer one, was there before. */
    OVERTAKEN,
    /** There was nothing to apply. */
    NOT_JUDGED
  }

  Row(String id, int generation, String problem, String language) {
    this.id = id;
    this.generation = generation;
    this.problem = problem;
    this.language = language;
  }

  /** The submission's id. */
  public String id() {
    return id;
  }

  /** That it gets when the rejudge is applied. */
  public int generation() {
    return generation;
  }

  /** As in the submission. */
  public String problem() {
    return problem;
  }

  /** As in the submission. */
  public String language() {
    return language;
  }

  /** The verdict that stood before it; nothing where none was found. */
  public Optional<Outcome> before() {
    return Optional.ofNullable(before);
  }

  /** What the rejudge says. */
  public Optional<Outcome> after() {
    return Optional.ofNullable(after);
  }

  /** Why it was not judged, in words. */
  public Optional<String> refusal() {
    Outcome said = after;
    if (said != null) {
      return said.status() == Status.INTERNAL_ERROR
          ? Optional.of(String.valueOf(said.message()))
          : Optional.empty();
    }
    return Optional.ofNullable(refusal);
  }

  /** What became of it; nothing while the rejudge is not applied. */
  public Optional<Fate> fate() {
    return Optional.ofNullable(fate);
  }

  /** Whether the workers are done with it. */
  public boolean isDone() {
    return after != null || refusal != null;
  }

  /** Whether there is a verdict that may be applied. */
  public boolean isJudged() {
    return after != null && after.status() != Status.INTERNAL_ERROR;
  }

  /** Whether it is judged and its verdict or its score is another one than before. */
  public boolean isChanged() {
    return isJudged() && after != null && (before == null || !after.saysTheSameAs(before));
  }

  void queuedAt(Place place) {
    queued = place;
  }

  boolean isQueuedAt(Place place) {
    return place.equals(queued);
  }

  /** The latest generation before this one, and the first verdict of it. */
  void stood(Outcome verdict) {
    if (verdict.generation() < generation
        && (before == null || before.generation() < verdict.generation())) {
      before = verdict;
    }
  }

  /** The first that comes is meant; one after a fault of the judge, where it was retried. */
  void said(Outcome verdict) {
    boolean isOpen = after == null || after.status() == Status.INTERNAL_ERROR;
    if (isOpen && verdict.generation() == generation) {
      after = verdict;
    }
  }

  void refused(String why) {
    refusal = why;
  }

  void became(@Nullable Fate became) {
    fate = became;
  }
}
