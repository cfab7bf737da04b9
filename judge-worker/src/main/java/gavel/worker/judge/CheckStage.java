package gavel.worker.judge;

import gavel.model.protocol.Body;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.Validation;
import gavel.testcases.validator.CheckOutcome;
import gavel.testcases.validator.DefaultValidator;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.Rejected;
import gavel.worker.JudgeFault.StorageFault;
import java.io.IOException;
import java.io.InputStream;

/** Compares an output with the answer of its test; the answer is opened here and goes nowhere. */
final class CheckStage {
  private CheckStage() {}

  static CheckOutcome check(TestCase test, Body output) throws JudgeFault {
    return switch (test.validation()) {
      case Validation.Default(var flags) -> compare(DefaultValidator.of(flags), test, output);
      case Validation.Custom _ ->
          throw new Rejected(
              Reason.UNKNOWN_PROBLEM, "problem", "has a validator of its own for " + test.name());
    };
  }

  private static CheckOutcome compare(DefaultValidator validator, TestCase test, Body output)
      throws StorageFault {
    try (InputStream answer = test.answer().open();
        InputStream written = output.open()) {
      return validator.check(answer, written);
    } catch (IOException unreadable) {
      throw new StorageFault(
          "Tried to compare an output with "
              + test.answer().path()
              + ": "
              + unreadable.getMessage(),
          unreadable);
    }
  }
}
