package gavel.testcases.reader;

import gavel.testcases.problem.JurySubmission;
import gavel.testcases.problem.PackageContents;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.PackageParts;
import gavel.testcases.problem.PackagePrograms;
import gavel.testcases.problem.ProblemId;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestTree;
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
    return read(directory, ReadOptions.ANY_EXTENSION);
  }

  /** The same, with what only the caller knows. */
  public static ProblemPackage read(Path directory, ReadOptions options) throws IOException {
    Path real = directory.toRealPath();
    return read(list(new ProblemId(String.valueOf(real.getFileName())), real), options);
  }

  /** Lists a package; the same errors as {@link #read(Path)}. */
  public static Listing list(ProblemId id, Path directory) throws IOException {
    Findings findings = new Findings();
    return new Listing(id, new PackageScan(directory.toRealPath(), findings).scan(), findings);
  }

  /** Reads what was listed; to be called once for a listing. */
  public static ProblemPackage read(Listing listing) throws IOException {
    return read(listing, ReadOptions.ANY_EXTENSION);
  }

  /** Reads what was listed; to be called once for a listing. */
  public static ProblemPackage read(Listing listing, ReadOptions options) throws IOException {
    Findings findings = listing.findings;
    boolean ownValidator = ProgramsReader.hasOutputValidator(listing.root);
    Optional<DomjudgeIni> ini = DomjudgeIni.read(listing.root, ownValidator, findings);
    ProblemYaml yaml = problemYaml(listing, ini, ownValidator);
    Folder root = yaml.strict() ? NameRules.apply(listing.root, findings) : listing.root;
    Optional<Duration> timeLimit = new TimeLimitReader(root, findings).read(yaml.timeLimit(), ini);
    PackagePrograms programs = new ProgramsReader(root, yaml, findings).read();
    DataContext context =
        new DataContext(
            yaml,
            programs.grader().isPresent(),
            programs.staticValidator().isPresent(),
            GroupStyle.isLegacy(yaml.format(), root),
            findings);
    TestTree tests = new TestDataReader(context).read(root);
    List<JurySubmission> submissions = new SubmissionsReader(context, options).read(root, tests);
    PackageParts parts = new PartsReader(root, yaml, findings).read(programs);
    new LayoutChecks(yaml, findings).check(listing.id, root, submissions);
    return new ProblemPackage(
        listing.id,
        yaml.rules(),
        yaml.metadata(),
        yaml.limits(),
        timeLimit,
        yaml.validation(),
        tests,
        submissions,
        parts,
        listing.contents,
        findings.all());
  }

  private static ProblemYaml problemYaml(
      Listing listing, Optional<DomjudgeIni> ini, boolean ownValidator) throws IOException {
    String name =
        ini.flatMap(file -> file.value("name"))
            .map(DomjudgeIni.Value::text)
            .filter(text -> !text.isBlank())
            .orElse(listing.id.value());
    Optional<PackageFile> file = listing.root.file(ProblemYamlReader.FILE);
    if (file.isEmpty()) {
      if (ini.isPresent()) {
        listing.findings.warning(
            ProblemYamlReader.FILE, 1, "This file is missing; there is " + DomjudgeIni.FILE);
      } else {
        listing.findings.error(ProblemYamlReader.FILE, 1, "This file is missing");
      }
      return ProblemYaml.defaults(name);
    }
    return TextFile.read(file.get(), listing.findings)
        .map(text -> ProblemYamlReader.read(text, name, ownValidator, listing.findings))
        .orElseGet(() -> ProblemYaml.defaults(name));
  }
}
