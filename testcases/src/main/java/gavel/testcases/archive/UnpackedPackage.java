package gavel.testcases.archive;

import gavel.testcases.problem.ProblemId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A package that came as an archive.
 *
 * @param directory where its {@code problem.yaml} lies
 * @param id after the archive's only directory, else after the archive; empty where neither can be
 *     one
 * @param leftOut links that lead out of the package, which were not made
 */
public record UnpackedPackage(Path directory, Optional<ProblemId> id, List<String> leftOut) {
  /** Copies the list. */
  public UnpackedPackage {
    leftOut = List.copyOf(leftOut);
  }
}
