package gavel.worker.judge;

import gavel.testcases.library.ProblemDirectory;
import gavel.testcases.library.ProblemLibrary;
import gavel.testcases.library.ProblemLookup;
import gavel.testcases.problem.ProblemPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A problem package that a test writes; by default it asks for twice the number it gives. */
public final class PackageOnDisk {
  private final Path parent;
  private final Path directory;

  private PackageOnDisk(Path parent, String id) {
    this.parent = parent;
    this.directory = parent.resolve(id);
  }

  /** With two sample tests, two secret ones and a time limit of a second. */
  public static PackageOnDisk twice(Path parent, String id) throws IOException {
    return bare(parent, id)
        .with(".timelimit", "1\n")
        .withTest("secret/1", "10\n", "20\n")
        .withTest("secret/2", "100\n", "200\n")
        .withTest("sample/1", "1\n", "2\n")
        .withTest("sample/2", "3\n", "6\n");
  }

  /** With nothing but a name. */
  public static PackageOnDisk bare(Path parent, String id) throws IOException {
    return new PackageOnDisk(parent, id).with("problem.yaml", "name: Twice\n");
  }

  /** With that file. */
  public PackageOnDisk with(String file, String content) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    return this;
  }

  /** With that test case. */
  public PackageOnDisk withTest(String name, String input, String answer) throws IOException {
    return with("data/" + name + ".in", input).with("data/" + name + ".ans", answer);
  }

  /** Without that file. */
  public PackageOnDisk without(String file) throws IOException {
    Files.delete(directory.resolve(file));
    return this;
  }

  /** The library that it is in. */
  public ProblemLibrary library() {
    return new ProblemLibrary(List.of(new ProblemDirectory(parent)));
  }

  /** As it is read. */
  public ProblemPackage read() throws IOException {
    String id = directory.getFileName().toString();
    return switch (library().find(id)) {
      case ProblemLookup.Found(ProblemPackage problem) -> problem;
      case ProblemLookup.NotFound(String reason) -> throw new IOException(reason);
    };
  }
}
