package gavel.cli.verify;

import gavel.cli.program.ScratchSpace;
import gavel.model.language.Languages;
import gavel.testcases.archive.ArchiveCaps;
import gavel.testcases.archive.PackageArchive;
import gavel.testcases.archive.RefusedArchive;
import gavel.testcases.archive.UnpackedPackage;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.PackageProblem.Severity;
import gavel.testcases.problem.ProblemId;
import gavel.testcases.reader.ProblemPackageReader;
import gavel.testcases.reader.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Opens packages: directories, and archives that are unpacked first. */
public final class PackageSource {
  private static final int LONGEST_ID = 64;

  private final ScratchSpace scratch;
  private final ReadOptions options;

  /** Archives are unpacked into the scratch space, and gone with it. */
  public PackageSource(ScratchSpace scratch, Languages languages) {
    this.scratch = scratch;
    this.options =
        ReadOptions.claiming(
            languages.all().stream()
                .flatMap(language -> language.extensions().stream())
                .collect(Collectors.toSet()));
  }

  /** Opens it, whatever is wrong with it; an {@link IOException} when the disk fails. */
  public OpenedPackage open(Path place) throws IOException {
    String file = String.valueOf(place.toRealPath().getFileName());
    if (Files.isDirectory(place)) {
      return read(place, ProblemId.of(file), file, new ArrayList<>());
    }
    try {
      UnpackedPackage unpacked =
          PackageArchive.unpack(place, scratch.directory(), ArchiveCaps.DEFAULT);
      List<PackageProblem> problems = new ArrayList<>();
      for (String link : unpacked.leftOut()) {
        problems.add(error(link, "This link leads out of the package; left out"));
      }
      return read(unpacked.directory(), unpacked.id(), file, problems);
    } catch (RefusedArchive refused) {
      return new OpenedPackage(
          idLike(file), Optional.empty(), List.of(error(file, refused.getMessage())));
    }
  }

  private OpenedPackage read(
      Path directory, Optional<ProblemId> known, String file, List<PackageProblem> problems)
      throws IOException {
    ProblemId id = known.orElseGet(() -> new ProblemId(idLike(file)));
    if (known.isEmpty()) {
      problems.add(
          new PackageProblem(
              Severity.WARNING,
              file,
              1,
              "",
              "The package's name cannot be an id, it is " + id + " here: " + ProblemId.RULE));
    }
    return new OpenedPackage(
        id.value(),
        Optional.of(ProblemPackageReader.read(ProblemPackageReader.list(id, directory), options)),
        problems);
  }

  /** The nearest text that can be an id. */
  static String idLike(String file) {
    int dot = file.lastIndexOf('.');
    String stem = dot > 0 ? file.substring(0, dot) : file;
    String plain = stem.replaceAll("[^A-Za-z0-9_-]", "-");
    String id = "p" + plain;
    if (!plain.isEmpty() && Character.isLetterOrDigit(plain.charAt(0))) {
      id = plain;
    }
    return id.substring(0, Math.min(id.length(), LONGEST_ID));
  }

  private static PackageProblem error(String file, @Nullable String message) {
    return new PackageProblem(Severity.ERROR, file, 1, "", String.valueOf(message));
  }
}
