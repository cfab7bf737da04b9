package gavel.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.cli.ExitCode;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.GavelHome;
import gavel.cli.program.Workbench;
import gavel.cli.view.RunReport;
import gavel.model.json.StrictJson;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.model.protocol.LimitsOverride;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.worker.JudgeFault;
import gavel.worker.guest.CompileJob;
import gavel.worker.guest.CompiledArtifact;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestClient;
import gavel.worker.guest.GuestRun;
import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.RunJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compiles and runs a program once, in the sandbox and without Kafka. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compiles a program and runs it once in the sandbox.")
public final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The sources.")
  private List<Path> files = List.of();

  @Option(
      names = {"-l", "--language"},
      paramLabel = "L",
      description = "Its language; by default the extension tells.")
  private @Nullable String language;

  @Option(
      names = "--stdin",
      paramLabel = "F",
      description = "What it reads; '-' is this command's input. By default it reads nothing.")
  private @Nullable Path stdin;

  @Mixin private LimitOptions limitOptions = new LimitOptions();

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws EnvironmentProblem, InterruptedException, IOException {
    SourceFiles sources = new SourceFiles(spec.commandLine(), Languages.bundled());
    LanguageDefinition found = sources.language(language, files);
    List<Body> bodies = sources.read(files);
    byte[] input = input(sources);
    LimitsOverride limits = limitOptions.limits(spec.commandLine());
    try (Workbench workbench = Workbench.open(GavelHome.fromEnvironment());
        GuestClient guest =
            GuestClient.connect(
                workbench.executor().transport(),
                GuestSettings.in(workbench.scratch()).allowingRootless(true))) {
      CompiledArtifact compiled =
          guest.compile(new CompileJob(found.id(), bodies, Optional.empty(), LimitsOverride.NONE));
      Optional<RunReport.Outcome> outcome =
          compiled.artifact().isEmpty()
              ? Optional.empty()
              : Optional.of(run(guest, compiled.artifact().get(), input, limits));
      print(compiled.report(), outcome, guest.unenforced());
      return ExitCode.OK;
    } catch (JudgeFault fault) {
      throw new EnvironmentProblem(String.valueOf(fault.getMessage()), fault);
    }
  }

  private byte[] input(SourceFiles sources) throws IOException {
    if (stdin == null) {
      return new byte[0];
    }
    return stdin.toString().equals("-") ? System.in.readAllBytes() : sources.bytes(stdin);
  }

  private static RunReport.Outcome run(
      Guest guest, String artifact, byte[] input, LimitsOverride limits)
      throws JudgeFault, InterruptedException, IOException {
    String hash = sha256(input);
    guest.putBlob(hash, Body.ofBytes(Guest.BLOB, input));
    try (GuestRun run = guest.run(new RunJob(artifact, hash, limits))) {
      return new RunReport.Outcome(run.result(), bytes(run.stdout()), bytes(run.stderr()));
    }
  }

  private static byte[] bytes(Body body) throws IOException {
    try (InputStream in = body.open()) {
      return in.readAllBytes();
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  private void print(
      CompileReport compile, Optional<RunReport.Outcome> outcome, List<String> unenforced) {
    if (json) {
      ObjectNode report = RunReport.json(compile, outcome);
      report.set("unenforced", StrictJson.tree(unenforced));
      System.out.println(StrictJson.writePretty(report));
      return;
    }
    System.err.print(compile.output());
    outcome.ifPresent(o -> {
      System.out.writeBytes(o.stdout());
      System.out.flush();
      System.err.writeBytes(o.stderr());
    });
    System.err.println(RunReport.text(compile, outcome));
  }
}
