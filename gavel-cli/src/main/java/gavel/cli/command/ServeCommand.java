package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.program.DataDirectory;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.GavelHome;
import gavel.cli.program.LocalStack;
import gavel.cli.program.LogLevel;
import gavel.cli.program.StackLayout;
import gavel.cli.program.VmGuests;
import gavel.testcases.library.ProblemDirectory;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.reader.ProblemPackageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole pipeline as a service on this machine, until it is told to end. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs broker, guest executor and worker on this machine until it is ended.")
public final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "What is kept: the broker's data (default: /var/lib/gavel for root).")
  private @Nullable Path dataDir;

  @Option(
      names = "--problems",
      required = true,
      arity = "1..*",
      paramLabel = "DIR",
      description = "Directories of problem packages.")
  private List<Path> problems = List.of();

  @Option(
      names = "--slots",
      paramLabel = "N",
      converter = Converters.SlotsConverter.class,
      description = "Programs that run at the same time (default: one for each CPU).")
  private int slots = Runtime.getRuntime().availableProcessors();

  @Mixin private LanguageOptions languages = new LanguageOptions();

  @Option(
      names = "--allow-rootless",
      description =
          "Without root, judge in user namespaces although not every limit can be enforced there.")
  private boolean allowRootless;

  @Mixin private GuestKindOptions guest = new GuestKindOptions();

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    List<Path> directories = directories();
    DataDirectory data =
        dataDir == null ? DataDirectory.standard() : new DataDirectory(dataDir.toAbsolutePath());
    GavelHome home = GavelHome.fromEnvironment();
    languages.read();
    Optional<VmGuests> machines = guest.guests(home);
    StackLayout layout =
        StackLayout.prepare(
            home,
            data.path(),
            directories,
            slots,
            LogLevel.INFO,
            allowRootless,
            machines,
            languages.file(machines.isPresent()));
    try (LocalStack stack = LocalStack.start(layout)) {
      data.noteBroker(stack.bootstrap());
      System.out.println("ready bootstrap=" + stack.bootstrap());
      String ended = stack.ended().join();
      if (!ended.isEmpty()) {
        throw new EnvironmentProblem(ended + "; it says why above. Start again.");
      }
      return ExitCode.OK;
    }
  }

  private List<Path> directories() throws IOException {
    for (Path directory : problems) {
      if (!Files.isDirectory(directory)) {
        throw new ParameterException(
            spec.commandLine(), directory + " is not a directory of problem packages");
      }
      for (List<Path> places : new ProblemDirectory(directory).all().values()) {
        for (Path place : places) {
          announce(ProblemPackageReader.read(place));
        }
      }
    }
    return problems.stream().map(path -> path.toAbsolutePath().normalize()).toList();
  }

  /** Says which packages the worker will not take, and why. */
  private static void announce(ProblemPackage problem) {
    if (!problem.publishable()) {
      System.err.println("gavel: not published, because it has errors: " + problem.id());
      for (PackageProblem error : problem.errors()) {
        System.err.println("  " + problem.id() + "/" + error);
      }
    }
  }
}
