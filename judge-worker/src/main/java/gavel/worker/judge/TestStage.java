package gavel.worker.judge;

import gavel.model.Status;
import gavel.model.VerdictRules;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.Validation;
import gavel.testcases.validator.CheckOutcome;
import gavel.testcases.validator.ValidatorFlags;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestRun;
import java.io.IOException;
import java.util.Optional;

/** One test case: bring its input, run, check, classify. */
record TestStage(Guest guest, ContestantRuns runs, CustomStage custom, TalkStage talk) {

  JudgedTest judge(Submitted program, TestCase test) throws JudgeFault, InterruptedException {
    return switch (test.validation()) {
      case Validation.Default(ValidatorFlags flags) -> compared(program, test, flags);
      case Validation.Custom validation ->
          validation.interactive()
              ? talk.judge(program, test, validation)
              : custom.judge(program, test, validation);
    };
  }

  private JudgedTest compared(Submitted program, TestCase test, ValidatorFlags flags)
      throws JudgeFault, InterruptedException {
    JudgedTest.Maker judged = new JudgedTest.Maker(test.name());
    try (GuestRun run = guest.run(runs.job(program, test, runs.input(test)))) {
      judged.ran(run.program());
      Ran ran = run.result();
      if (ran.status() == Status.SUCCESS
          && CheckStage.check(flags, test, run.stdout())
              instanceof CheckOutcome.Rejected(String why)) {
        Status status = VerdictRules.judged(ran.status(), false);
        return judged.make(status, shown(test.shown(), why), Optional.of(why));
      }
      return judged.make(ran.status(), Optional.ofNullable(ran.reason()), Optional.empty());
    } catch (IOException kept) {
      throw new StorageFault("Tried to delete the output of a run: " + kept.getMessage(), kept);
    }
  }

  /** What quotes an answer is for nobody who does not know it. */
  static Optional<String> shown(boolean toContestants, String why) {
    return toContestants ? Optional.of(why) : Optional.empty();
  }
}
