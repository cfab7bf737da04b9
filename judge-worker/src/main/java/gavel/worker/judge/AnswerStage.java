package gavel.worker.judge;

import gavel.model.ByteSize;
import gavel.model.Status;
import gavel.model.VerdictRules;
import gavel.model.protocol.Body;
import gavel.testcases.problem.PackageProgram;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.Validation;
import gavel.testcases.validator.CheckOutcome;
import gavel.testcases.validator.ValidatorFlags;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.jury.Jury;
import gavel.worker.jury.JuryCase;
import gavel.worker.jury.OutputValidator.Checked;
import java.util.List;
import java.util.Optional;

/** A test of a problem that takes answers: what was handed in is judged as an output is. */
record AnswerStage(Jury jury) {
  private static final String MISSING = "There is no answer for this test";

  JudgedTest judge(Optional<Body> answer, TestCase test, ProblemPackage problem)
      throws JudgeFault, InterruptedException {
    JudgedTest.Maker judged = new JudgedTest.Maker(test.name());
    if (answer.isEmpty()) {
      Status status = VerdictRules.judged(Status.SUCCESS, false);
      return judged.make(status, Optional.of(MISSING), Optional.empty());
    }
    Body given = answer.get();
    ByteSize most = problem.limits().output();
    Status written = VerdictRules.written(given.size(), most);
    if (written != Status.SUCCESS) {
      String why = "The answer has over " + most.bytes() + " bytes";
      return judged.make(written, Optional.of(why), Optional.empty());
    }
    return switch (test.validation()) {
      case Validation.Default(ValidatorFlags flags) -> compared(judged, given, test, flags);
      case Validation.Custom validation -> validated(judged, given, test, problem, validation);
    };
  }

  private static JudgedTest compared(
      JudgedTest.Maker judged, Body given, TestCase test, ValidatorFlags flags)
      throws StorageFault {
    return switch (CheckStage.check(flags, test, given)) {
      case CheckOutcome.Accepted _ ->
          judged.make(Status.SUCCESS, Optional.empty(), Optional.empty());
      case CheckOutcome.Rejected(String why) ->
          judged.make(
              VerdictRules.judged(Status.SUCCESS, false),
              TestStage.shown(test.shown(), why),
              Optional.of(why));
    };
  }

  /** Every validator must accept; the last of them gives the score. */
  private JudgedTest validated(
      JudgedTest.Maker judged,
      Body given,
      TestCase test,
      ProblemPackage problem,
      Validation.Custom validation)
      throws JudgeFault, InterruptedException {
    JuryCase asked = Passes.first(problem, test, validation);
    List<PackageProgram> validators = problem.parts().programs().outputValidators();
    Optional<JudgedTest> end = Optional.empty();
    for (PackageProgram validator : validators) {
      Answers answers =
          new Answers(judged, test.shown(), validator, Passes.needScore(problem, validation));
      try (Checked checked = jury.validator().check(validator, asked, given)) {
        end = answers.end(checked.answer());
        if (end.isEmpty() && validator.equals(validators.getLast())) {
          end = Optional.of(answers.accepted(checked.answer()));
        }
      }
      if (end.isPresent()) {
        return end.get();
      }
    }
    return end.orElseThrow();
  }
}
