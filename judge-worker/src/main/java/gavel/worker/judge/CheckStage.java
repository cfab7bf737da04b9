package gavel.worker.judge;

import gavel.model.protocol.Body;
import gavel.testcases.problem.TestCase;
import gavel.testcases.validator.CheckOutcome;
import gavel.testcases.validator.DefaultValidator;
import gavel.testcases.validator.ValidatorFlags;
import gavel.worker.JudgeFault.StorageFault;
import java.io.IOException;
import java.io.InputStream;

/** Compares an output with the answer of its test; the answer is opened here and goes nowhere. */
final class CheckStage {
  private CheckStage() {}

  static CheckOutcome check(ValidatorFlags flags, TestCase test, Body output) throws StorageFault {
    DefaultValidator validator = DefaultValidator.of(flags);
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
