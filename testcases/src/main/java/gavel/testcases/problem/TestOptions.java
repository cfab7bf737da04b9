package gavel.testcases.problem;

import java.util.List;
import java.util.Optional;

/**
 * What belongs to a test case beside input and answer.
 *
 * @param args the submission's command line
 * @param fullFeedback whether who fails it may see it
 * @param files put into the submission's working directory before it runs
 * @param visualizerArgs for the output visualizer
 */
public record TestOptions(
    List<String> args,
    ValidatorArguments inputValidator,
    List<String> visualizerArgs,
    boolean fullFeedback,
    List<NamedFile> files,
    Optional<String> hint,
    Optional<String> description) {
  /** Nothing. */
  public static final TestOptions NONE =
      new TestOptions(
          List.of(),
          ValidatorArguments.NONE,
          List.of(),
          false,
          List.of(),
          Optional.empty(),
          Optional.empty());

  /** Copies the lists. */
  public TestOptions {
    args = List.copyOf(args);
    visualizerArgs = List.copyOf(visualizerArgs);
    files = List.copyOf(files);
  }
}
