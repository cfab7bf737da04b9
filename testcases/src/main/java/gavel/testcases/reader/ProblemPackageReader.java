package gavel.testcases.reader;

import gavel.testcases.problem.PackageContents;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.ProblemId;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads a package's directory; whatever it contains, the answer is a package with its problems. */
public final class ProblemPackageReader {
  /** A listing of a package, from which it can be read; cheap next to reading. */
  public static final class Listing {
    private final ProblemId id;
    private final Folder root;
    private final PackageContents contents;
    private final Findings findings;

    private Listing(ProblemId id, Folder root, Findings findings) {
      this.id = id;
      this.root = root;
      this.contents = new PackageContents(root.path(), root.allFiles().toList());
      this.findings = findings;
    }

    /** The files that were found. */
    public PackageContents contents() {
      return contents;
    }
  }

  private ProblemPackageReader() {}

  /**
   * Reads the package in a directory under the id that is the directory's name. An {@link
   * IOException} when there is no such directory or the disk fails; {@link
   * IllegalArgumentException} when the directory's name is no problem id.
   */
  public static ProblemPackage read(Path directory) throws IOException {
    Path real = directory.toRealPath();
    return read(list(new ProblemId(String.valueOf(real.getFileName())), real));
  }

  /** Lists a package; the same errors as {@link #read(Path)}. */
  public static Listing list(ProblemId id, Path directory) throws IOException {
    Findings findings = new Findings();
    return new Listing(id, new PackageScan(directory.toRealPath(), findings).scan(), findings);
  }

  /** Reads what was listed; to be called once for a listing. */
  public static ProblemPackage read(Listing listing) throws IOException {
    Folder root = listing.root;
    Findings findings = listing.findings;
    ProblemYaml yaml = problemYaml(listing);
    Optional<Duration> timeLimit = new TimeLimitReader(root, findings).read();
    var tests = new TestDataReader(yaml, findings).read(root);
    var submissions = SubmissionsReader.read(root, findings);
    checkLayout(listing, yaml);
    return new ProblemPackage(
        listing.id,
        yaml.metadata(),
        yaml.limits(),
        timeLimit,
        yaml.validation(),
        tests,
        submissions,
        listing.contents,
        findings.all());
  }

  private static ProblemYaml problemYaml(Listing listing) throws IOException {
    String name = listing.id.value();
    Optional<PackageFile> file = listing.root.file(ProblemYamlReader.FILE);
    if (file.isEmpty()) {
      listing.findings.error(ProblemYamlReader.FILE, 1, "This file is missing");
      return ProblemYaml.defaults(name);
    }
    return TextFile.read(file.get(), listing.findings)
        .map(text -> ProblemYamlReader.read(text, name, listing.findings))
        .orElseGet(() -> ProblemYaml.defaults(name));
  }

  /** What only the whole package shows. */
  private static void checkLayout(Listing listing, ProblemYaml yaml) {
    Findings findings = listing.findings;
    if (!listing.id.isInFormat()) {
      findings.warning(
          ".",
          1,
          "Directories of packages are named by lowercase letters and digits in this format");
    }
    boolean custom = yaml.validation() instanceof Validation.Custom;
    boolean validators = hasFiles(listing.root, "output_validators");
    if (validators && !custom) {
      findings.error(
          "output_validators", 1, "There are validators here, but validation is default");
    } else if (custom && !validators) {
      findings.error("output_validators", 1, "There is no validator, but validation is custom");
    }
    for (String unsupported : List.of("include", "graders")) {
      if (hasFiles(listing.root, unsupported)) {
        findings.error(unsupported, 1, "This part of the format is not supported yet");
      }
    }
  }

  private static boolean hasFiles(Folder root, String name) {
    return root.folder(name).stream()
        .flatMap(Folder::allFiles)
        .anyMatch(file -> !Folder.last(file.name()).startsWith("."));
  }
}
