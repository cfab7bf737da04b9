package gavel.testcases.problem;

import gavel.model.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One of the jury's solutions: a file, or a directory of files.
 *
 * @param name the path below {@code submissions/}, such as {@code accepted/fast.cpp}
 * @param path where it lies
 * @param expectation what has to come of it
 * @param files its files, sorted by name; one when it is a file itself
 * @param language the code that the package gives; else the extensions tell
 * @param entrypoint what the package says to start; else the language's rule
 */
public record JurySubmission(
    String name,
    Path path,
    Expectation expectation,
    List<PackageFile> files,
    Optional<String> language,
    Optional<String> entrypoint,
    List<Person> authors,
    boolean modelSolution) {
  /** Copies the lists; there is at least one file. */
  public JurySubmission {
    files = List.copyOf(files);
    authors = List.copyOf(authors);
    if (files.isEmpty()) {
      throw new IllegalArgumentException(name + " has no files");
    }
  }

  /** The final verdicts that are right; see {@code VerdictRules.meets}. Empty where any is. */
  public Set<Status> expected() {
    return expectation.verdicts();
  }

  /** The directory below {@code submissions/} in which it lies. */
  public String directory() {
    int slash = name.indexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  /** Whether it is one file and no directory. */
  public boolean single() {
    return files.size() == 1 && files.getFirst().path().equals(path);
  }
}
