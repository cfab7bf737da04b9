package gavel.cli.verify;

import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.ProblemPackage;
import java.util.List;
import java.util.Optional;

/**
 * A package that was named on the command line.
 *
 * @param name its id, or what comes closest to one
 * @param problem nothing where there is nothing to read, such as an archive that was refused
 * @param problems what is wrong beside what the package itself knows
 */
public record OpenedPackage(
    String name, Optional<ProblemPackage> problem, List<PackageProblem> problems) {
  /** Copies the list. */
  public OpenedPackage {
    problems = List.copyOf(problems);
  }
}
