package gavel.testcases.problem;

import gavel.model.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * One of the jury's solutions: a file, or a directory of files.
 *
 * @param name the path inside the package, such as {@code submissions/accepted/fast.cpp}
 * @param path where it lies
 * @param expected the statuses its directory allows; see {@code VerdictRules.meets}
 * @param files its files, sorted by name; one when it is a file itself
 */
public record JurySubmission(
    String name, Path path, Set<Status> expected, List<PackageFile> files) {
  /** Copies the collections; at least one status is expected. */
  public JurySubmission {
    expected = Set.copyOf(expected);
    files = List.copyOf(files);
    if (expected.isEmpty()) {
      throw new IllegalArgumentException(name + " expects nothing");
    }
  }
}
