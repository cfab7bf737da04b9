package gavel.worker.judge;

import gavel.testcases.problem.PackageProgram;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.Validation;
import gavel.worker.jury.JuryCase;
import java.util.List;

/** What the passes of a test have in common, however many there are. */
final class Passes {
  private Passes() {}

  /** The validators that a test is judged with; every one must accept. */
  static List<PackageProgram> validators(Submitted program) {
    return program.problem().parts().programs().outputValidators();
  }

  /** What the first pass is judged by. */
  static JuryCase first(ProblemPackage problem, TestCase test, Validation.Custom validation) {
    return new JuryCase(
        test.name(),
        test.input(),
        test.answer(),
        validation.arguments(),
        problem.limits(),
        problem.rules().constants());
  }

  /** Whether a validator that accepts has to give a score: legacy, {@code custom score}. */
  static boolean needScore(ProblemPackage problem, Validation.Custom validation) {
    return validation.score() && problem.rules().format().legacy();
  }

  /** How many there can be. */
  static int most(ProblemPackage problem, Validation.Custom validation) {
    return validation.multiPass() ? problem.limits().validationPasses() : 1;
  }

  /** What is said where there would be more. */
  static String tooMany(PackageProgram validator, int most) {
    return validator.name()
        + " wants another pass after "
        + most
        + ", which is all that validation_passes allows";
  }
}
