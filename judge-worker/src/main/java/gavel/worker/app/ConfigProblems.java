package gavel.worker.app;

import java.io.Serial;
import java.util.List;

/** Everything that is wrong with a configuration, each with its key. */
public final class ConfigProblems extends Exception {
  @Serial private static final long serialVersionUID = 1;

  ConfigProblems(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
