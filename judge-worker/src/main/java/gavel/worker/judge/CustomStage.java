package gavel.worker.judge;

import gavel.model.Status;
import gavel.model.protocol.Body;
import gavel.testcases.problem.PackageProgram;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.Validation;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestRun;
import gavel.worker.jury.Feedback;
import gavel.worker.jury.Jury;
import gavel.worker.jury.JuryAnswer;
import gavel.worker.jury.JuryCase;
import gavel.worker.jury.OutputValidator.Checked;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A test whose output the package's own programs judge, in one pass or in several. */
record CustomStage(Guest guest, ContestantRuns runs, Jury jury) {

  JudgedTest judge(Submitted program, TestCase test, Validation.Custom validation)
      throws JudgeFault, InterruptedException {
    JudgedTest.Maker judged = new JudgedTest.Maker(test.name());
    List<PackageProgram> validators = Passes.validators(program);
    int most = Passes.most(program.problem(), validation);
    JuryCase pass = Passes.first(program.problem(), test, validation);
    String stdin = runs.input(test);
    for (int done = 0; done < most; done++) {
      try (GuestRun run = guest.run(runs.job(program, test, stdin))) {
        judged.ran(run.program());
        if (run.result().status() != Status.SUCCESS) {
          Optional<String> reason = Optional.ofNullable(run.result().reason());
          return judged.make(run.result().status(), reason, Optional.empty());
        }
        for (PackageProgram validator : validators) {
          try (Checked checked = jury.validator().check(validator, pass, run.stdout())) {
            Answers answers =
                new Answers(
                    judged,
                    test.shown(),
                    validator,
                    Passes.needScore(program.problem(), validation));
            Optional<JudgedTest> end = answers.end(checked.answer());
            if (end.isPresent()) {
              return end.get();
            }
            Optional<Next> next = next(pass, checked.answer(), validation);
            if (next.isPresent()) {
              pass = next.get().pass();
              stdin = next.get().stdin();
            } else if (validator.equals(validators.getLast())) {
              return answers.accepted(checked.answer());
            }
          }
        }
      } catch (IOException kept) {
        throw new StorageFault("Tried to delete the output of a run: " + kept.getMessage(), kept);
      }
    }
    String why = Passes.tooMany(validators.getLast(), most);
    return judged.make(Status.INTERNAL_ERROR, Optional.of(why), Optional.of(why));
  }

  /** What a next pass begins with. */
  private record Next(JuryCase pass, String stdin) {}

  private Optional<Next> next(JuryCase pass, JuryAnswer answer, Validation.Custom validation)
      throws JudgeFault, InterruptedException {
    if (!validation.multiPass()
        || !(answer instanceof JuryAnswer.Accepted(Feedback feedback))
        || feedback.nextPass().isEmpty()) {
      return Optional.empty();
    }
    Body input = feedback.nextPass().get();
    return Optional.of(
        new Next(jury.validator().next(pass, feedback), runs.files().provide(input)));
  }
}
