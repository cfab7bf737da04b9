package gavel.testcases.problem;

/**
 * Something wrong with a package.
 *
 * @param file the path inside the package, with {@code /}
 * @param line the line, from 1; 1 too where it is about the whole file
 * @param key the key it is about, with those around it, such as {@code limits: memory}; empty where
 *     it is about none
 * @param message what is wrong and what is expected; it names the key as well
 */
public record PackageProblem(Severity severity, String file, int line, String key, String message) {
  /** How bad it is. */
  public enum Severity {
    /** Odd, but the package means what it says. */
    WARNING,
    /** The package must not be published like this. */
    ERROR
  }

  /** Refuses lines before the first. */
  public PackageProblem {
    if (line < 1) {
      throw new IllegalArgumentException("Lines count from 1: " + line);
    }
  }

  /** As a compiler says it: {@code problem.yaml:3: error: …}. */
  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ": "
        + (severity == Severity.ERROR ? "error: " : "warning: ")
        + message;
  }
}
