package gavel.cli.verify;

import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.PackageProblem.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What checks of data say about a package. What nobody checked is said once for each validator, as
 * is a validator that does not work; answers that need not be right but should, once for all.
 */
final class DataFindings {
  private static final int MOST_LISTED = 100;

  private DataFindings() {}

  static List<PackageProblem> of(List<DataCheck> checks) {
    List<PackageProblem> problems = new ArrayList<>();
    Map<String, List<DataCheck>> alike = new LinkedHashMap<>();
    List<DataCheck> doubtful = new ArrayList<>();
    int left = 0;
    for (DataCheck check : checks) {
      boolean aboutValidator =
          check.result() == DataCheck.Result.UNCHECKED
              || check.opinion() instanceof PackageChecks.Opinion.Faulty;
      if (aboutValidator) {
        alike.computeIfAbsent(check.message(), _ -> new ArrayList<>()).add(check);
      } else if (check.result() == DataCheck.Result.FLAW && problems.size() < MOST_LISTED) {
        problems.add(problem(Severity.ERROR, check, check.message()));
      } else if (check.result() == DataCheck.Result.FLAW) {
        left++;
      } else if (check.result() == DataCheck.Result.DOUBTFUL) {
        doubtful.add(check);
      }
    }
    if (left > 0) {
      problems.add(new PackageProblem(Severity.ERROR, "data", 1, "", left + " more like these"));
    }
    if (!doubtful.isEmpty()) {
      DataCheck first = doubtful.getFirst();
      problems.add(problem(Severity.WARNING, first, first.message() + more(doubtful)));
    }
    alike.forEach((message, same) -> problems.add(common(message, same)));
    return problems;
  }

  private static PackageProblem common(String message, List<DataCheck> same) {
    boolean flaw = same.getFirst().result() == DataCheck.Result.FLAW;
    Severity severity = flaw ? Severity.ERROR : Severity.WARNING;
    int end = message.indexOf('\n') < 0 ? message.length() : message.indexOf('\n');
    String first = message.substring(0, end);
    return problem(severity, same.getFirst(), first + more(same) + message.substring(end));
  }

  private static String more(List<DataCheck> same) {
    return same.size() == 1 ? "" : " (the same for " + (same.size() - 1) + " more)";
  }

  private static PackageProblem problem(Severity severity, DataCheck check, String message) {
    return new PackageProblem(severity, check.file(), 1, "", message);
  }
}
