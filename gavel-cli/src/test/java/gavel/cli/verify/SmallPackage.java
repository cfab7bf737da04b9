package gavel.cli.verify;

import gavel.testcases.problem.ProblemId;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.reader.ProblemPackageReader;
import gavel.testcases.reader.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A package that a test writes: print twice a number. */
public final class SmallPackage {
  private final Path root;

  /** In a new directory of that name. */
  public SmallPackage(Path parent, String name) throws IOException {
    this.root = Files.createDirectory(parent.resolve(name));
    file("problem.yaml", "name: Twice\n");
    file("problem_statement/problem.en.tex", "Print twice the number.\n");
    file("input_validators/check.ctd", "INT(0,100) NEWLINE EOF\n");
  }

  /** Where it is. */
  public Path root() {
    return root;
  }

  /** Writes a file into it. */
  public SmallPackage file(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, content);
    return this;
  }

  /** Adds a test below {@code data/}. */
  public SmallPackage test(String name, int number) throws IOException {
    file("data/" + name + ".in", number + "\n");
    return file("data/" + name + ".ans", 2 * number + "\n");
  }

  /** Adds a submission in Python. */
  public SmallPackage python(String name, String source) throws IOException {
    return file("submissions/" + name, source);
  }

  OpenedPackage opened() throws IOException {
    ProblemPackage read =
        ProblemPackageReader.read(
            ProblemPackageReader.list(new ProblemId("twice"), root),
            ReadOptions.claiming(Set.of("py", "c", "kt")));
    return new OpenedPackage("twice", Optional.of(read), List.of());
  }
}
