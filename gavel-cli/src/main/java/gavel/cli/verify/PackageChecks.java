package gavel.cli.verify;

import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.PackageProgram;
import gavel.testcases.problem.TestOptions;
import gavel.testcases.problem.Validation;
import gavel.worker.JudgeFault;
import java.util.List;

/** Runs the validators of a package on files of the package. */
public interface PackageChecks {
  /** What a validator says of a file. */
  sealed interface Opinion {
    /** It is right. */
    record Accepted() implements Opinion {}

    /** It is wrong. */
    record Rejected(String message) implements Opinion {}

    /** Nobody looked, which is not the package's fault, such as a tool that is not there. */
    record Unchecked(String reason) implements Opinion {}

    /** The validator does not work: it does not compile, crashed, hung, or lied. */
    record Faulty(String reason) implements Opinion {}
  }

  /**
   * What an input validator says of an input; a program or a grammar.
   *
   * @param options of the test case: the validator's arguments stand before those of submissions
   */
  Opinion input(PackageProgram validator, TestOptions options, PackageFile input)
      throws JudgeFault, InterruptedException;

  /** What an answer validator says of an answer. */
  Opinion answer(
      PackageProgram validator, List<String> arguments, PackageFile input, PackageFile answer)
      throws JudgeFault, InterruptedException;

  /** What an output validator says of a file as if a submission had written it. */
  Opinion output(
      PackageProgram validator,
      Validation.Custom validation,
      PackageFile input,
      PackageFile answer,
      PackageFile output)
      throws JudgeFault, InterruptedException;
}
