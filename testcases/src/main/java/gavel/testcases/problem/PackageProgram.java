package gavel.testcases.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A program of the package other than a submission, as a file or as a directory.
 *
 * @param name the last part of its path, by which {@code input_validator_args} names it
 * @param place its path inside the package, with {@code /}
 * @param path where it really lies
 * @param files all of it, sorted by name; where it is a file itself, that one and then the headers
 *     beside it
 */
public record PackageProgram(
    String name, String place, Path path, Kind kind, List<PackageFile> files) {
  /** How it comes to run. */
  public enum Kind {
    /** Sources, whose language their names tell. */
    SOURCE,
    /** A directory with a {@code build} script, which makes {@code run}, or with {@code run}. */
    SCRIPTED,
    /** A grammar for Checktestdata. */
    CHECKTESTDATA,
    /** A grammar for VIVA. */
    VIVA
  }

  /** Copies the list; there is at least one file. */
  public PackageProgram {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException(name + " has no files");
    }
  }

  /** Whether it is one file and no directory. */
  public boolean single() {
    return files.getFirst().name().equals(place);
  }

  /** The {@code build} script, where there is one. */
  public Optional<PackageFile> build() {
    return script("build");
  }

  /** The {@code run} script, where it does not have to be built first. */
  public Optional<PackageFile> run() {
    return script("run");
  }

  private Optional<PackageFile> script(String last) {
    return single()
        ? Optional.empty()
        : files.stream().filter(file -> file.name().equals(place + "/" + last)).findFirst();
  }
}
