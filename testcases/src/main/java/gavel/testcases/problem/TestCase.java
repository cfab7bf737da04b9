package gavel.testcases.problem;

/**
 * An input with its answer.
 *
 * @param name the path below {@code data/} without the extension, such as {@code secret/01}
 * @param validation how its output is judged, flags of its test group included
 */
public record TestCase(String name, PackageFile input, PackageFile answer, Validation validation) {
  private static final String SAMPLE = "sample/";

  /** Whether contestants know it. */
  public boolean sample() {
    return name.startsWith(SAMPLE);
  }
}
