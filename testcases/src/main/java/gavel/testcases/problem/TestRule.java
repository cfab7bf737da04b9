package gavel.testcases.problem;

import gavel.model.Status;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What some tests must show of a submission: 2025-09, section "Example submissions".
 *
 * @param scope the tests and groups it is about, below {@code data/}; empty for all
 * @param permitted what every such test may come to; empty where anything is
 * @param required what at least one must come to; empty where nothing is
 * @param score what the group has to score
 * @param message what a judge message must contain
 * @param advisory whether breaking it is odd only: legacy formats state final verdicts
 */
public record TestRule(
    Optional<Glob> scope,
    Set<Status> permitted,
    Set<Status> required,
    Optional<ScoreRange> score,
    Optional<String> message,
    TimeUse time,
    boolean advisory) {
  /** What tests can come to. */
  public static final Set<Status> ALL =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(Status.COMPILATION_ERROR, Status.INTERNAL_ERROR)));

  /** How the submission's time bounds the time limit. */
  public enum TimeUse {
    /** By the verdicts it may and must get. */
    DERIVED,
    /** Not at all. */
    NONE,
    /** The limit must let it pass. */
    LOWER,
    /** The limit must stop it. */
    UPPER
  }

  /** Copies the sets. */
  public TestRule {
    permitted = Set.copyOf(permitted);
    required = Set.copyOf(required);
  }

  /** All tests are accepted. */
  public static TestRule verdicts(Set<Status> permitted, Set<Status> required, boolean advisory) {
    return new TestRule(
        Optional.empty(),
        permitted,
        required,
        Optional.empty(),
        Optional.empty(),
        TimeUse.DERIVED,
        advisory);
  }

  /** Whether nothing can satisfy all of them. */
  public static boolean contradictory(List<TestRule> rules) {
    EnumSet<Status> permitted = EnumSet.copyOf(ALL);
    for (TestRule rule : rules) {
      if (rule.scope().isEmpty() && !rule.permitted().isEmpty()) {
        permitted.retainAll(rule.permitted());
      }
    }
    return permitted.isEmpty()
        || rules.stream()
            .filter(rule -> !rule.required().isEmpty())
            .anyMatch(rule -> rule.required().stream().noneMatch(permitted::contains));
  }

  /** Whether the time limit has to be above what the tests of this rule take. */
  public boolean boundsBelow() {
    return switch (time) {
      case NONE, UPPER -> false;
      case LOWER -> true;
      case DERIVED -> !advisory && !permitted.isEmpty() && !permitted.contains(Status.TIMEOUT);
    };
  }

  /** Whether it has to be below. */
  public boolean boundsAbove() {
    return switch (time) {
      case NONE, LOWER -> false;
      case UPPER -> true;
      case DERIVED -> !advisory && required.equals(EnumSet.of(Status.TIMEOUT));
    };
  }
}
