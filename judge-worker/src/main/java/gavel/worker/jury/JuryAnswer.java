package gavel.worker.jury;

/** What a validator says of an output. */
public sealed interface JuryAnswer {
  /** The output is right. */
  record Accepted(Feedback feedback) implements JuryAnswer {}

  /** The output is wrong. */
  record Rejected(Feedback feedback) implements JuryAnswer {}

  /** The validator is at fault; nothing is known about the output. The text names it. */
  record Faulty(String why) implements JuryAnswer {}
}
