package gavel.cli.verify;

import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.testcases.problem.NamedFile;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.PackageProgram;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestOptions;
import gavel.testcases.problem.Validation;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestRefused;
import gavel.worker.JudgeFault.NotStored;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestFiles;
import gavel.worker.jury.FileValidator.Question;
import gavel.worker.jury.Jury;
import gavel.worker.jury.JuryAnswer;
import gavel.worker.jury.JuryCase;
import gavel.worker.jury.OutputValidator.Checked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs validators of one package as a worker does, at a guest that stays the caller's. */
public final class GuestPackageChecks implements PackageChecks {
  private static final int FIRST_TRY = 1;
  private final ProblemPackage problem;
  private final Jury jury;

  /** For that package. */
  public GuestPackageChecks(ProblemPackage problem, Guest guest, Languages languages) {
    this.problem = problem;
    this.jury = Jury.at(guest, new GuestFiles(guest), languages, 1);
  }

  private interface Asking {
    Opinion ask() throws JudgeFault, InterruptedException;
  }

  @Override
  public Opinion input(PackageProgram validator, TestOptions options, PackageFile input)
      throws JudgeFault, InterruptedException {
    List<String> arguments = new ArrayList<>(options.inputValidator().of(validator.name()));
    arguments.addAll(options.args());
    return asked(
        validator, () -> file(validator, arguments, input, Optional.empty(), options.files()));
  }

  @Override
  public Opinion answer(
      PackageProgram validator, List<String> arguments, PackageFile input, PackageFile answer)
      throws JudgeFault, InterruptedException {
    return asked(
        validator, () -> file(validator, arguments, answer, Optional.of(input), List.of()));
  }

  @Override
  public Opinion output(
      PackageProgram validator,
      Validation.Custom validation,
      PackageFile input,
      PackageFile answer,
      PackageFile output)
      throws JudgeFault, InterruptedException {
    return asked(
        validator,
        () -> {
          JuryCase test =
              new JuryCase(
                  "test",
                  input,
                  answer,
                  validation.arguments(),
                  problem.limits(),
                  problem.rules().constants());
          try (Checked checked = jury.validator().check(validator, test, body(output))) {
            return opinion(validator, checked.answer());
          }
        });
  }

  private Opinion file(
      PackageProgram validator,
      List<String> arguments,
      PackageFile file,
      Optional<PackageFile> input,
      List<NamedFile> beside)
      throws JudgeFault, InterruptedException {
    Question question =
        new Question(
            validator,
            arguments,
            file,
            input,
            beside,
            problem.limits(),
            problem.rules().constants());
    return opinion(validator, jury.files().ask(question));
  }

  /** A guest that has lost what it was given gets it again, once. */
  private Opinion asked(PackageProgram validator, Asking asking)
      throws JudgeFault, InterruptedException {
    switch (validator.kind()) {
      case CHECKTESTDATA -> {
        return new Opinion.Unchecked("there is no Checktestdata here");
      }
      case VIVA -> {
        return new Opinion.Unchecked("there is no VIVA here");
      }
      case SOURCE, SCRIPTED -> {}
    }
    for (int attempt = FIRST_TRY; ; attempt++) {
      try {
        return asking.ask();
      } catch (NotStored lost) {
        if (attempt > FIRST_TRY) {
          throw lost;
        }
        jury.forget();
      } catch (GuestRefused refused) {
        return new Opinion.Unchecked(String.valueOf(refused.getMessage()));
      }
    }
  }

  private static Body body(PackageFile file) throws StorageFault {
    try {
      return Body.ofFile(Guest.BLOB, file.path());
    } catch (IOException unreadable) {
      throw new StorageFault("Tried to read " + file + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private static Opinion opinion(PackageProgram validator, JuryAnswer answer) {
    return switch (answer) {
      case JuryAnswer.Accepted _ -> new Opinion.Accepted();
      case JuryAnswer.Rejected(var feedback) ->
          new Opinion.Rejected(feedback.judgeMessage().orElse(""));
      case JuryAnswer.Faulty(String why) -> new Opinion.Faulty(withoutName(validator, why));
    };
  }

  private static String withoutName(PackageProgram validator, String why) {
    String name = validator.name() + " ";
    return why.startsWith(name) ? why.substring(name.length()) : why;
  }
}
