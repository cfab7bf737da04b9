package gavel.testcases.validator;

/** What an output validator says of one output. */
public sealed interface CheckOutcome {
  /** The output is right. */
  record Accepted() implements CheckOutcome {}

  /** The output is wrong; the message is for the jury, as it quotes the judge's answer. */
  record Rejected(String message) implements CheckOutcome {}
}
