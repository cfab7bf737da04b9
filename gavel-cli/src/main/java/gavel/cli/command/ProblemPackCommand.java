package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.ScratchSpace;
import gavel.cli.verify.OpenedPackage;
import gavel.cli.verify.PackageSource;
import gavel.model.json.StrictJson;
import gavel.testcases.library.ProblemDirectory;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.store.StoreWriter;
import gavel.testcases.store.StoreWriter.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the objects of a problem store of packages. */
@Command(
    name = "pack",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Packs problem packages for a store that workers read over HTTP (problems.store.url): to be"
            + " served by a web server, or copied to a bucket.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all are packed",
      "1:a package has errors and was left out",
      "2:the command line cannot be used",
      "3:a disk, or something else, failed"
    })
public final class ProblemPackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PKG",
      description = "A problem package, an archive of one, or a directory of packages.")
  private List<Path> packages = List.of();

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Where the store's objects are written to; what is there stays.")
  private Path out = Path.of("");

  @Mixin private LanguageOptions languages = new LanguageOptions();

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  /** What {@code --json} prints. */
  record Report(boolean ok, List<Written> packed, List<String> errors) {}

  @Override
  public Integer call() throws EnvironmentProblem, IOException {
    List<Path> places = places();
    List<Written> packed = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    try (ScratchSpace scratch = ScratchSpace.open()) {
      PackageSource source = new PackageSource(scratch, languages.read());
      for (Path place : places) {
        pack(place, source.open(place), packed, errors);
      }
    }
    if (json) {
      System.out.println(StrictJson.writePretty(new Report(errors.isEmpty(), packed, errors)));
    } else {
      packed.forEach(ProblemPackCommand::print);
      errors.forEach(error -> System.err.println("gavel: " + error));
    }
    return errors.isEmpty() ? ExitCode.OK : ExitCode.UNEXPECTED;
  }

  private List<Path> places() throws IOException {
    List<Path> places = new ArrayList<>();
    for (Path each : packages) {
      if (!Files.exists(each)) {
        throw new ParameterException(spec.commandLine(), each + " is not there");
      }
      if (!Files.isDirectory(each) || Files.exists(each.resolve("problem.yaml"))) {
        places.add(each);
        continue;
      }
      List<Path> inside =
          new ProblemDirectory(each).all().values().stream().flatMap(List::stream).toList();
      if (inside.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), each + " is no problem package and has none in it");
      }
      places.addAll(inside);
    }
    return places;
  }

  private void pack(Path place, OpenedPackage opened, List<Written> packed, List<String> errors)
      throws IOException {
    @Nullable ProblemPackage problem = opened.problem().orElse(null);
    if (problem == null || !problem.publishable()) {
      String first =
          problem == null
              ? opened.problems().getFirst().toString()
              : problem.errors().getFirst().toString();
      errors.add(
          place + " is left out, it has errors: " + first + "; gavel problem verify lists all");
      return;
    }
    if (packed.stream().anyMatch(done -> done.problem().equals(problem.id().value()))) {
      errors.add(place + " is left out: there was a problem " + problem.id() + " before it");
      return;
    }
    packed.add(new StoreWriter(out).write(problem));
  }

  private static void print(Written written) {
    System.out.println(
        written.problem()
            + " "
            + (written.changed() ? "packed" : "as it was")
            + ", revision "
            + written.revision()
            + ", "
            + written.sizeBytes()
            + " bytes");
  }
}
