package gavel.worker.judge;

import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.ProblemType;
import gavel.testcases.problem.TestGroup;
import gavel.testcases.problem.Validation;
import java.util.Optional;

/** Whether submissions can be judged with a package at all. */
public final class Judgeability {
  private Judgeability() {}

  /** Why not, in words that go on from the name of the problem; nothing where they can. */
  public static Optional<String> obstacle(ProblemPackage problem) {
    if (problem.tests().isEmpty()) {
      return Optional.of("has no tests");
    }
    boolean looksAtPrograms =
        hasStaticTests(problem.data().root())
            || problem.tests().stream()
                .anyMatch(test ->
                    test.validation() instanceof Validation.Custom custom
                        && (custom.interactive() || custom.multiPass()));
    if (takesAnswers(problem) && looksAtPrograms) {
      return Optional.of("takes answers, but has validators for programs");
    }
    if (hasStaticTests(problem.data().root())
        && problem.parts().programs().staticValidator().isEmpty()) {
      return Optional.of("has static tests, but no static validator");
    }
    boolean custom =
        problem.tests().stream().anyMatch(test -> test.validation() instanceof Validation.Custom);
    return custom && problem.parts().programs().outputValidators().isEmpty()
        ? Optional.of("has custom validation, but no output validator")
        : Optional.empty();
  }

  /** Whether a submission is not a program, but the answers to tests: it has no language then. */
  public static boolean takesAnswers(ProblemPackage problem) {
    return problem.rules().is(ProblemType.SUBMIT_ANSWER);
  }

  /** Whether programs of the package judge outputs that they do not hear themselves. */
  public static boolean needsJury(ProblemPackage problem) {
    return hasStaticTests(problem.data().root())
        || problem.tests().stream()
            .anyMatch(test -> test.validation() instanceof Validation.Custom c && !c.interactive());
  }

  private static boolean hasStaticTests(TestGroup group) {
    return group.staticTest().isPresent() || group.groups().anyMatch(Judgeability::hasStaticTests);
  }
}
