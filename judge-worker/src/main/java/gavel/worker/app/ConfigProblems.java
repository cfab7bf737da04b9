package gavel.worker.app;

import java.io.Serial;
import java.util.List;

/** Everything that is wrong with a configuration, each with its key. */
public final class ConfigProblems extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  ConfigProblems(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** One line each. */
  List<String> problems() {
    return problems;
  }
}
