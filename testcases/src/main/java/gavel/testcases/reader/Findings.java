package gavel.testcases.reader;

import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.PackageProblem.Severity;
import gavel.testcases.text.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what is wrong with a package; beyond a cap it only counts. */
final class Findings {
  private static final int MAX_LISTED = 500;
  private static final int MAX_NAME = 300;

  private final List<PackageProblem> listed = new ArrayList<>();
  private int unlistedErrors;
  private int unlistedWarnings;

  void error(String file, int line, String message) {
    add(Severity.ERROR, file, line, "", message);
  }

  void warning(String file, int line, String message) {
    add(Severity.WARNING, file, line, "", message);
  }

  /** An error in strict formats, a warning in others. */
  void lapse(boolean strict, String file, String message) {
    lapse(strict, file, 1, message);
  }

  /** The same, about a line. */
  void lapse(boolean strict, String file, int line, String message) {
    add(strict ? Severity.ERROR : Severity.WARNING, file, line, "", message);
  }

  /** The message names the key as well. */
  void add(Severity severity, String file, int line, String key, String message) {
    if (listed.size() < MAX_LISTED) {
      String shown = Excerpt.escape(file, MAX_NAME);
      listed.add(new PackageProblem(severity, shown, Math.max(line, 1), key, message));
    } else if (severity == Severity.ERROR) {
      unlistedErrors++;
    } else {
      unlistedWarnings++;
    }
  }

  /** All of them; a last entry says how many are left out, an error where one of them is. */
  List<PackageProblem> all() {
    if (unlistedErrors + unlistedWarnings == 0) {
      return List.copyOf(listed);
    }
    List<PackageProblem> all = new ArrayList<>(listed);
    Severity severity = unlistedErrors > 0 ? Severity.ERROR : Severity.WARNING;
    String message =
        String.format(
            Locale.ROOT, "%d more errors and %d more warnings", unlistedErrors, unlistedWarnings);
    all.add(new PackageProblem(severity, ".", 1, "", message));
    return all;
  }
}
