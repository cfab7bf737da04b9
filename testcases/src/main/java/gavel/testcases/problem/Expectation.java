package gavel.testcases.problem;

import gavel.model.Status;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the jury expects of a submission, as a whole and test by test.
 *
 * @param verdicts what the final verdict may be; empty where anything may
 * @param basis where it is said
 * @param partial whether the score has to be short of the best
 * @param score what the total has to be
 * @param rules what tests have to show
 */
public record Expectation(
    Set<Status> verdicts,
    Basis basis,
    boolean partial,
    Optional<ScoreRange> score,
    List<TestRule> rules) {
  /** Where an expectation comes from. */
  public enum Basis {
    /** From nowhere: there is none. */
    NONE,
    /** The name of the directory. */
    DIRECTORY,
    /** An {@code @EXPECTED_RESULTS@} tag in a source. */
    TAG,
    /** {@code submissions.yaml}. */
    YAML
  }

  /** Nothing is expected: the submission runs, and whatever comes of it is right. */
  public static final Expectation NONE =
      new Expectation(Set.of(), Basis.NONE, false, Optional.empty(), List.of());

  /** Copies the collections. */
  public Expectation {
    verdicts = Set.copyOf(verdicts);
    rules = List.copyOf(rules);
  }

  /** Whether the time limit has to let it pass. */
  public boolean boundsBelow() {
    return (verdicts.equals(Set.of(Status.SUCCESS)) && rules.isEmpty() && !partial)
        || rules.stream().anyMatch(TestRule::boundsBelow);
  }

  /** Whether the time limit has to stop it. */
  public boolean boundsAbove() {
    return (verdicts.equals(Set.of(Status.TIMEOUT)) && rules.stream().allMatch(TestRule::advisory))
        || rules.stream().anyMatch(TestRule::boundsAbove);
  }
}
