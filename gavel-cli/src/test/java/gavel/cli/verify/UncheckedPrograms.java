package gavel.cli.verify;

import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.PackageProgram;
import gavel.testcases.problem.TestOptions;
import gavel.testcases.problem.Validation;
import java.util.List;

/** Runs nothing, and says so: for tests of all else. */
final class UncheckedPrograms implements PackageChecks {
  @Override
  public Opinion input(PackageProgram validator, TestOptions options, PackageFile input) {
    return unchecked(validator);
  }

  @Override
  public Opinion answer(
      PackageProgram validator, List<String> arguments, PackageFile input, PackageFile answer) {
    return unchecked(validator);
  }

  @Override
  public Opinion output(
      PackageProgram validator,
      Validation.Custom validation,
      PackageFile input,
      PackageFile answer,
      PackageFile output) {
    return unchecked(validator);
  }

  private static Opinion unchecked(PackageProgram validator) {
    return new Opinion.Unchecked(
        switch (validator.kind()) {
          case SOURCE, SCRIPTED -> "validators that are programs are not run";
          case CHECKTESTDATA -> "there is no Checktestdata here";
          case VIVA -> "there is no VIVA here";
        });
  }
}
