package gavel.executor.check;

import gavel.executor.compile.CompileJob;
import gavel.executor.compile.CompileOutcome;
import gavel.executor.compile.CompileStage;
import gavel.executor.compile.SourceFile;
import gavel.executor.report.RuntimeProbe;
import gavel.executor.run.Input;
import gavel.executor.run.RunJob;
import gavel.executor.run.RunResult;
import gavel.executor.run.RunStage;
import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.SlotPool;
import gavel.executor.slot.Ticket;
import gavel.executor.store.ArtifactStore;
import gavel.executor.store.StateDir;
import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.model.Status;
import gavel.model.language.LanguageDefinition;
import gavel.model.protocol.Body;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Compiles and runs each language's probe program, and looks at what it prints. */
final class ProbePrograms {
  private static final String LINE = "gavel-probe";
  private static final RunLimits LIMITS = RunLimits.contestant(Duration.ofSeconds(10));
  private final StateDir state;
  private final SlotPool slots;
  private final CompileStage compileStage;
  private final RunStage runStage;

  ProbePrograms(StateDir state, SlotPool slots) {
    this.state = state;
    this.slots = slots;
    ArtifactStore artifacts = new ArtifactStore(state.artifacts(), ByteSize.ofMiB(512));
    this.compileStage = new CompileStage(state, artifacts);
    this.runStage = new RunStage(state.output());
  }

  CheckResult check(LanguageDefinition language)
      throws SandboxFault, IOException, InterruptedException {
    String name = nameOf(language);
    String fix = fixOf(language);
    Optional<String> version = RuntimeProbe.version(language);
    if (version.isEmpty()) {
      return notInstalled(language);
    }
    try (Ticket ticket = new Ticket(slots);
        CompileOutcome outcome = compileStage.compile(job(language), ticket)) {
      return switch (outcome) {
        case CompileOutcome.Failed(String reason, var facts) ->
            Kind.LANGUAGES.missing(name, reason + ": " + facts.output().strip(), fix);
        case CompileOutcome.Compiled compiled -> {
          Optional<String> failure = run(compiled, ticket);
          yield failure.isPresent()
              ? Kind.LANGUAGES.missing(name, version.get() + ": " + failure.get(), fix)
              : Kind.LANGUAGES.ok(name, version.get());
        }
      };
    } catch (RequestRefused refused) {
      return Kind.LANGUAGES.missing(name, String.valueOf(refused.getMessage()), fix);
    }
  }

  /** What can be said of a language where there is no sandbox to try it in. */
  static CheckResult untried(LanguageDefinition language) {
    return RuntimeProbe.version(language)
        .map(version ->
            Kind.LANGUAGES.warn(
                nameOf(language), version + ", not tried", "first mend the sandbox, see above"))
        .orElseGet(() -> notInstalled(language));
  }

  /** A machine can judge without most of the languages. */
  private static CheckResult notInstalled(LanguageDefinition language) {
    String name = nameOf(language);
    String why =
        language
            .missingProgram()
            .map(program -> "there is no " + program)
            .orElse("it does not tell its version");
    return language.mustBeInstalled()
        ? Kind.LANGUAGES.missing(name, why, fixOf(language))
        : Kind.LANGUAGES.warn(name, why, fixOf(language));
  }

  private static String nameOf(LanguageDefinition language) {
    return "language " + language.id();
  }

  private static String fixOf(LanguageDefinition language) {
    return language
        .installCommand()
        .orElse("install it as its makers say; Debian has no package of it");
  }

  private static CompileJob job(LanguageDefinition language) {
    Body probe = Body.ofBytes(language.source(), language.probe().getBytes(StandardCharsets.UTF_8));
    return new CompileJob(
        language,
        List.of(new SourceFile(language.source(), probe)),
        Optional.empty(),
        RunLimits.compiler());
  }

  /** What is wrong with the run, if anything. */
  private Optional<String> run(CompileOutcome.Compiled compiled, Ticket ticket)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    Body line = Body.ofBytes("stdin", (LINE + "\n").getBytes(StandardCharsets.UTF_8));
    try (Input input = Input.of(line, state.bodies())) {
      RunJob job = RunJob.reading(input, compiled.artifact().value(), List.of(), LIMITS);
      try (RunResult result = runStage.run(job, ticket.slot(), Optional.empty())) {
        String printed = text(result.stdout().body());
        return result.outcome().status() == Status.SUCCESS && printed.strip().equals(LINE)
            ? Optional.empty()
            : Optional.of(
                "the probe program ended as "
                    + result.outcome()
                    + " and printed '"
                    + printed.strip()
                    + "', not '"
                    + LINE
                    + "'; "
                    + text(result.stderr().body()).strip());
      }
    }
  }

  private static String text(Body body) throws IOException {
    try (InputStream content = body.open()) {
      return new String(content.readNBytes(1000), StandardCharsets.UTF_8);
    }
  }
}
