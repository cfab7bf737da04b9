package gavel.testcases.problem;

import java.util.Optional;

/** The words of {@code type} in {@code problem.yaml}. */
public enum ProblemType {
  /** Accepted or not. */
  PASS_FAIL("pass-fail"),
  /** What is accepted has a score. */
  SCORING("scoring"),
  /** The submission runs again on what the validator wrote, until it writes nothing. */
  MULTI_PASS("multi-pass"),
  /** The validator talks with the submission. */
  INTERACTIVE("interactive"),
  /** A submission is the outputs themselves. */
  SUBMIT_ANSWER("submit-answer");

  private final String word;

  ProblemType(String word) {
    this.word = word;
  }

  /** As it is written in {@code problem.yaml}. */
  public String word() {
    return word;
  }

  /** The type of that word, or nothing. */
  public static Optional<ProblemType> of(String word) {
    for (ProblemType type : values()) {
      if (type.word.equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Whether a problem cannot be both: 2025-09, section "Type". */
  public boolean excludes(ProblemType other) {
    return switch (this) {
      case PASS_FAIL -> other == SCORING;
      case SCORING -> other == PASS_FAIL;
      case MULTI_PASS, INTERACTIVE -> other == SUBMIT_ANSWER;
      case SUBMIT_ANSWER -> other == MULTI_PASS || other == INTERACTIVE;
    };
  }
}
