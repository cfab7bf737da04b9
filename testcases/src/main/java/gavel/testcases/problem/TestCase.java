package gavel.testcases.problem;

/**
 * An input with its answer.
 *
 * @param name the path below {@code data/} without the extension, such as {@code secret/01}
 * @param validation how its output is judged, flags of its test group included
 * @param options what else belongs to it
 */
public record TestCase(
    String name, PackageFile input, PackageFile answer, Validation validation, TestOptions options)
    implements TestNode {
  private static final String SAMPLE = "sample/";

  /** Whether contestants know it. */
  public boolean sample() {
    return name.startsWith(SAMPLE);
  }

  /** Whether who fails it may see what was expected: it is a sample, or {@code full_feedback}. */
  public boolean shown() {
    return sample() || options.fullFeedback();
  }
}
