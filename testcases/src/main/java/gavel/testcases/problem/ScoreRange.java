package gavel.testcases.problem;

/** Scores from one to another, both included; either may be infinite. */
public record ScoreRange(double from, double to) {
  /** Every score. */
  public static final ScoreRange ANY =
      new ScoreRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Refuses what is no range. */
  public ScoreRange {
    if (!(from <= to)) {
      throw new IllegalArgumentException("Not a range: " + from + " " + to);
    }
  }

  /** Exactly this one. */
  public static ScoreRange of(double score) {
    return new ScoreRange(score, score);
  }

  /** Whether the score is in it, give or take what adding up doubles loses. */
  public boolean contains(double score) {
    double slack = 1e-9 * Math.max(1, Math.abs(score));
    return score >= from - slack && score <= to + slack;
  }

  @Override
  public String toString() {
    return from == to ? Double.toString(from) : from + " to " + to;
  }
}
