package gavel.cli.command;

import gavel.cli.ExitCode;
import gavel.cli.client.SubmissionClient;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.GavelHome;
import gavel.cli.program.LocalStack;
import gavel.cli.program.LogLevel;
import gavel.cli.program.StackLayout;
import gavel.cli.program.TemporaryDirectory;
import gavel.cli.program.Toolchains;
import gavel.cli.program.VmGuests;
import gavel.cli.view.DemoReport;
import gavel.cli.view.DemoReport.Row;
import gavel.cli.view.ProgressLine;
import gavel.model.json.StrictJson;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends every bundled sample through Kafka and compares the verdicts with the expected ones. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Starts the pipeline on this machine, submits the bundled samples, and shows whether every"
            + " verdict is the expected one.")
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--slots",
      paramLabel = "N",
      converter = Converters.SlotsConverter.class,
      description = "Programs that run at the same time (default: one for each CPU).")
  private int slots = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--timeout",
      paramLabel = "T",
      defaultValue = "10min",
      converter = Converters.DurationConverter.class,
      description = "How long to wait for the next verdict (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ofMinutes(10);

  @Option(
      names = {"-l", "--language"},
      paramLabel = "L",
      description =
          "Only samples in this language, which is installed if need be; may be repeated (default:"
              + " all that are installed). For guests whose image has not every language.")
  private List<String> only = List.of();

  @Mixin private LanguageOptions languageOptions = new LanguageOptions();

  @Option(
      names = "--allow-rootless",
      description =
          "Without root, judge in user namespaces although not every limit can be enforced there.")
  private boolean allowRootless;

  @Mixin private GuestKindOptions guest = new GuestKindOptions();

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    Languages languages = wanted(languageOptions.read());
    GavelHome home = GavelHome.fromEnvironment();
    Optional<VmGuests> machines = guest.guests(home);
    Optional<Path> file = languageOptions.file(machines.isPresent());
    if (machines.isEmpty()) {
      Toolchains.ensure(only.isEmpty() ? essential(languages) : languages);
    }
    try (TemporaryDirectory data = TemporaryDirectory.create("rwxr-xr-x")) {
      StackLayout layout =
          StackLayout.prepare(
              home,
              data.path(),
              List.of(home.samples()),
              slots,
              LogLevel.WARN,
              allowRootless,
              machines,
              file);
      List<Sample> samples =
          Sample.all(
              home.samples(),
              languages,
              language -> machines.isPresent() || Toolchains.isInstalled(language));
      try (LocalStack stack = LocalStack.start(layout);
          SubmissionClient client = SubmissionClient.connect(stack.bootstrap());
          ProgressLine progress = ProgressLine.onTerminal("judging")) {
        // An interrupt from the keyboard skips the end of this block.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> clean(stack, data), "demo-clean"));
        List<Row> rows = new DemoRun(client, stack, progress, timeout).judge(samples);
        progress.clear();
        System.out.println(
            json ? StrictJson.writePretty(DemoReport.json(rows)) : DemoReport.text(rows));
        return DemoReport.isOk(rows) ? ExitCode.OK : ExitCode.UNEXPECTED;
      }
    }
  }

  private Languages wanted(Languages all) {
    for (String each : only) {
      if (all.byId(each).isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "--language " + each + " is not one of " + all.ids());
      }
    }
    return only.isEmpty()
        ? all
        : new Languages(all.all().stream().filter(each -> only.contains(each.id())).toList());
  }

  /** All others are installed by whoever wants them, or when they are named. */
  private static Languages essential(Languages all) {
    return new Languages(all.all().stream().filter(LanguageDefinition::mustBeInstalled).toList());
  }

  private static void clean(LocalStack stack, TemporaryDirectory data) {
    stack.close();
    try {
      data.close();
    } catch (IOException kept) {
      System.err.println("gavel: " + data.path() + " could not be deleted: " + kept.getMessage());
    }
  }
}
