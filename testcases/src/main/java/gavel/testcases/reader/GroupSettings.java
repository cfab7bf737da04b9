package gavel.testcases.reader;

import gavel.testcases.problem.Grading;
import gavel.testcases.problem.TestGroup.StaticTest;
import gavel.testcases.problem.ValidatorArguments;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a test group or of a test case, inherited from what is around it.
 *
 * @param outputArgs what the output validator gets after the problem's flags
 * @param grading of this group alone in newer formats; inherited in legacy ones
 * @param staticTest of this group alone
 */
record GroupSettings(
    Grading grading,
    List<String> args,
    ValidatorArguments inputArgs,
    List<String> outputArgs,
    List<String> visualizerArgs,
    boolean fullFeedback,
    Optional<StaticTest> staticTest) {
  static GroupSettings of(Grading grading) {
    return new GroupSettings(
        grading, List.of(), ValidatorArguments.NONE, List.of(), List.of(), false, Optional.empty());
  }

  GroupSettings with(Grading other, Optional<StaticTest> test) {
    return new GroupSettings(
        other, args, inputArgs, outputArgs, visualizerArgs, fullFeedback, test);
  }

  GroupSettings withFullFeedback(boolean feedback) {
    return new GroupSettings(
        grading, args, inputArgs, outputArgs, visualizerArgs, feedback, staticTest);
  }

  GroupSettings withArgs(List<String> other) {
    return new GroupSettings(
        grading, other, inputArgs, outputArgs, visualizerArgs, fullFeedback, staticTest);
  }
}
