package gavel.executor.session;

import gavel.executor.box.LeasedFiles;
import gavel.executor.box.Workspace;
import gavel.executor.compile.CompileJob;
import gavel.executor.intake.SourceIntake;
import gavel.executor.intake.Sources;
import gavel.executor.run.Input;
import gavel.executor.run.MachineLimits;
import gavel.executor.run.RunJob;
import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.Ticket;
import gavel.executor.store.Artifact;
import gavel.executor.store.BlobStore;
import gavel.executor.store.StateDir;
import gavel.model.ByteSize;
import gavel.model.OutputPolicy;
import gavel.model.RunLimits;
import gavel.model.json.InvalidField;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.LanguageDefinition.EntryRule;
import gavel.model.language.Languages;
import gavel.model.protocol.ArchiveFormat;
import gavel.model.protocol.Body;
import gavel.model.protocol.CollectFile;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestRequest.Compile;
import gavel.model.protocol.GuestRequest.Exec;
import gavel.model.protocol.GuestRequest.Execute;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.InteractSide;
import gavel.model.protocol.LimitsOverride;
import gavel.model.protocol.Role;
import gavel.model.protocol.RunFile;
import gavel.sandbox.InputPipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes jobs of requests: languages looked up, bodies found, limits filled in. */
final class Jobs {
  private static final Duration RUN_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration EXECUTE_TIMEOUT = Duration.ofSeconds(2);
  private static final ByteSize EXECUTE_MEMORY = ByteSize.ofMiB(256);
  private static final ByteSize EXECUTE_STDOUT = ByteSize.ofMiB(8);
  private static final int MOST_BODIES = 1024;
  private static final String STDIN = "stdin";

  private final Supplier<Languages> languages;
  private final BlobStore blobs;
  private final Path inputDirectory;
  private final MachineLimits machine;
  private final SourceIntake intake;

  Jobs(
      Supplier<Languages> languages, BlobStore blobs, StateDir state, MachineLimits machineLimits) {
    this.languages = languages;
    this.blobs = blobs;
    this.inputDirectory = state.bodies();
    this.machine = machineLimits;
    this.intake = new SourceIntake(state);
  }

  Sources sources(Compile request, Envelope envelope, Ticket ticket)
      throws RequestRefused, IOException, InterruptedException {
    LanguageDefinition language = language(request.language());
    Sourced sourced = new Sourced(request.files(), request.code(), request.archive());
    return sources(language, sourced, envelope, List.of(), ticket);
  }

  Sources sources(Execute request, Envelope envelope, Ticket ticket)
      throws RequestRefused, IOException, InterruptedException {
    LanguageDefinition language = language(request.language());
    Sourced sourced = new Sourced(request.files(), request.code(), request.archive());
    return sources(language, sourced, envelope, List.of(STDIN), ticket);
  }

  /** The fields that say how sources come; one of them, or none for the body {@code code}. */
  private record Sourced(
      @Nullable List<String> files, @Nullable String code, @Nullable ArchiveFormat archive) {}

  private Sources sources(
      LanguageDefinition language,
      Sourced sourced,
      Envelope envelope,
      List<String> otherBodies,
      Ticket ticket)
      throws RequestRefused, IOException, InterruptedException {
    if (sourced.files() != null) {
      requireOnly(envelope, and(sourced.files(), otherBodies));
      return intake.named(language, sourced.files(), envelope);
    }
    if (sourced.archive() == ArchiveFormat.TAR_GZ) {
      requireOnly(envelope, and(List.of(SourceIntake.ARCHIVE), otherBodies));
      return intake.packed(language, envelope, ticket);
    }
    requireOnly(envelope, and(List.of(SourceIntake.CODE), otherBodies));
    Optional<Body> body = has(envelope, SourceIntake.CODE);
    if (sourced.code() != null) {
      requireOnce(body, SourceIntake.CODE);
      return intake.single(language, sourced.code());
    }
    return intake.single(
        language,
        body.orElseThrow(() ->
            new InvalidField(
                SourceIntake.CODE, "is missing; sources come as code, files or archive")));
  }

  private static List<String> and(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  CompileJob compile(Compile request, Sources sources) {
    RunLimits limits = limits(request.limits(), RunLimits.compiler());
    return compile(sources, request.entrypoint(), limits, request.flags());
  }

  CompileJob compile(Execute request, Sources sources) {
    return compile(
        sources, request.entrypoint(), limits(null, RunLimits.compiler()), request.flags());
  }

  private static CompileJob compile(
      Sources sources,
      @Nullable String entrypoint,
      RunLimits limits,
      @Nullable List<String> flags) {
    LanguageDefinition language = sources.language();
    if (entrypoint != null) {
      InvalidField.require(entrypoint.indexOf(0) < 0, "entrypoint", "has a NUL character");
      InvalidField.require(
          language.entry() != EntryRule.NONE,
          "entrypoint",
          "is of no use in " + language.name() + ", which needs none; leave it out");
    }
    List<String> words = flags == null ? List.of() : flags;
    InvalidField.require(
        words.isEmpty() || language.takesFlags(),
        "flags",
        "is of no use in " + language.name() + ", which has no place for them; leave it out");
    return new CompileJob(
        language, sources.files(), Optional.ofNullable(entrypoint), limits, words);
  }

  private LanguageDefinition language(String id) throws RequestRefused {
    LanguageDefinition language =
        languages
            .get()
            .byId(id)
            .orElseThrow(() ->
                new RequestRefused(
                    ErrorCode.UNSUPPORTED_LANGUAGE,
                    "There is no language '" + id + "' here; known are " + languages.get().ids()));
    Optional<Path> missing = language.missingProgram();
    if (missing.isPresent()) {
      throw new RequestRefused(
          ErrorCode.UNSUPPORTED_LANGUAGE,
          language.name()
              + " is not installed here: there is no "
              + missing.get()
              + language.installCommand().map(command -> "; run: " + command).orElse(""));
    }
    return language;
  }

  /** What comes through the feed, where there is one. */
  Input input(Run request, Envelope envelope, Optional<InputFeed> feed)
      throws RequestRefused, IOException {
    requireOnly(envelope, List.of(STDIN));
    Optional<Body> body = has(envelope, STDIN);
    if (feed.isPresent()) {
      return piped(feed.get(), body.isEmpty() && request.stdin() == null);
    }
    if (request.stdin() == null) {
      return body.isPresent() ? Input.of(body.get(), inputDirectory) : new Input.None();
    }
    InvalidField.require(body.isEmpty(), STDIN, "is given twice: as a blob and as a body");
    return Input.stored(blobs, request.stdin());
  }

  Input input(Execute request, Envelope envelope, Optional<InputFeed> feed) throws IOException {
    if (feed.isPresent()) {
      return piped(feed.get(), has(envelope, STDIN).isEmpty() && request.stdin() == null);
    }
    return input(request.stdin(), envelope);
  }

  Input input(Exec request, Envelope envelope) throws IOException {
    requireOnly(envelope, List.of(STDIN));
    return input(request.stdin(), envelope);
  }

  private Input input(@Nullable String stdin, Envelope envelope) throws IOException {
    if (stdin != null) {
      return Input.of(text(STDIN, stdin, envelope), inputDirectory);
    }
    Optional<Body> body = has(envelope, STDIN);
    return body.isPresent() ? Input.of(body.get(), inputDirectory) : new Input.None();
  }

  private static Input piped(InputFeed feed, boolean alone) throws IOException {
    InvalidField.require(alone, STDIN, "is given, though the run is interactive");
    InputPipe pipe = InputPipe.create();
    feed.connect(pipe);
    return new Input.Piped(pipe);
  }

  /** The blobs that become files of the run. */
  LeasedFiles files(@Nullable List<RunFile> files) throws RequestRefused {
    return LeasedFiles.of(files == null ? List.of() : files, blobs);
  }

  /** One side of a conversation; {@code usualWall} where the request sets neither that nor CPU. */
  RunJob side(InteractSide side, Artifact artifact, LeasedFiles files, Role role, Wall usualWall)
      throws IOException {
    RunLimits usual = of(artifact.language(), RunLimits.contestant(RUN_TIMEOUT));
    RunLimits limits = limits(side.limits(), usual);
    if (side.limits() == null || side.limits().wallTime() == null) {
      limits = limits.withWallTime(usualWall.of(limits));
    }
    Workspace workspace = workspace(files, side.collect(), side.writable());
    workspace.check(artifact, limits);
    List<String> args = side.args() == null ? List.of() : side.args();
    return RunJob.reading(new Input.None(), artifact, args, limits, workspace, role);
  }

  /** The wall clock limit of one that may have to wait for another. */
  @FunctionalInterface
  interface Wall {
    Duration of(RunLimits limits);
  }

  private static Workspace workspace(
      LeasedFiles files, @Nullable List<CollectFile> collect, @Nullable Boolean writable) {
    return new Workspace(
        files.files(), collect == null ? List.of() : collect, Boolean.TRUE.equals(writable));
  }

  RunJob run(Run request, Artifact artifact, Input input, LeasedFiles files) throws IOException {
    RunLimits usual = of(artifact.language(), RunLimits.contestant(RUN_TIMEOUT));
    RunLimits limits = limits(request.limits(), usual);
    Workspace workspace = workspace(files, request.collect(), request.writable());
    workspace.check(artifact, limits);
    List<String> args = request.args() == null ? List.of() : request.args();
    return RunJob.reading(
        input,
        artifact,
        args,
        limits,
        workspace,
        request.role() == null ? Role.CONTESTANT : request.role());
  }

  /** Checked before anything is compiled. */
  RunLimits limits(Execute request, LanguageDefinition language) {
    Duration timeout = request.timeout() == null ? EXECUTE_TIMEOUT : request.timeout();
    ByteSize memory = request.memoryLimit() == null ? EXECUTE_MEMORY : request.memoryLimit();
    InvalidField.require(timeout.isPositive(), "timeout_ms", "must be over 0");
    InvalidField.require(
        memory.compareTo(ByteSize.ofMiB(1)) >= 0, "memory_limit_bytes", "must be at least 1 MiB");
    if (request.memoryLimit() != null) {
      machine.requireMemory(memory, "memory_limit_bytes");
    }
    RunLimits usual =
        of(language, RunLimits.contestant(timeout))
            .withMemory(memory)
            .withStdout(EXECUTE_STDOUT, OutputPolicy.KILL);
    return limits(request.limits(), usual);
  }

  private static RunLimits of(LanguageDefinition language, RunLimits usual) {
    return language.processes() == null ? usual : usual.withProcesses(language.processes());
  }

  private RunLimits limits(@Nullable LimitsOverride asked, RunLimits usual) {
    return machine.check((asked == null ? LimitsOverride.NONE : asked).over(machine.usual(usual)));
  }

  private static Body text(String name, String text, Envelope envelope) {
    requireOnce(has(envelope, name), name);
    return Body.ofBytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void requireOnce(Optional<Body> body, String name) {
    InvalidField.require(body.isEmpty(), name, "is given twice: as a field and as a body");
  }

  private static Optional<Body> has(Envelope envelope, String name) {
    return envelope.bodies().stream().filter(body -> body.name().equals(name)).findFirst();
  }

  /** Refuses bodies that nobody would look at, and two of the same name. */
  static void requireOnly(Envelope envelope, List<String> names) {
    InvalidField.require(names.size() <= MOST_BODIES + 1, "files", "has over " + MOST_BODIES);
    InvalidField.require(
        envelope.bodies().size() <= MOST_BODIES, "bodies", "has over " + MOST_BODIES);
    Set<String> seen = new HashSet<>();
    for (Body body : envelope.bodies()) {
      InvalidField.require(
          names.contains(body.name()),
          "bodies",
          "has one named '" + body.name() + "', which this request does not take");
      InvalidField.require(seen.add(body.name()), "bodies", "has two named '" + body.name() + "'");
    }
  }
}
