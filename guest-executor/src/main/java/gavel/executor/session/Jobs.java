package gavel.executor.session;

import gavel.executor.compile.CompileJob;
import gavel.executor.compile.SourceFile;
import gavel.executor.run.AllowedCpus;
import gavel.executor.run.Input;
import gavel.executor.run.RunJob;
import gavel.executor.slot.RequestRefused;
import gavel.executor.store.Artifact;
import gavel.executor.store.BlobStore;
import gavel.model.ByteSize;
import gavel.model.OutputPolicy;
import gavel.model.RunLimits;
import gavel.model.json.InvalidField;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestRequest.Compile;
import gavel.model.protocol.GuestRequest.Execute;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.LimitsOverride;
import gavel.sandbox.InputPipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes jobs of requests: languages looked up, bodies found, limits filled in. */
final class Jobs {
  private static final Duration RUN_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration EXECUTE_TIMEOUT = Duration.ofSeconds(2);
  private static final ByteSize EXECUTE_MEMORY = ByteSize.ofMiB(256);
  private static final ByteSize EXECUTE_STDOUT = ByteSize.ofMiB(8);
  private static final ByteSize MOST_SOURCES = ByteSize.ofMiB(64);
  private static final int MOST_BODIES = 1024;
  private static final String STDIN = "stdin";
  private static final String CODE = "code";

  private final Languages languages;
  private final BlobStore blobs;
  private final Path inputDirectory;
  private final AllowedCpus cpus;

  Jobs(Languages languages, BlobStore blobs, Path inputDirectory, AllowedCpus cpus) {
    this.languages = languages;
    this.blobs = blobs;
    this.inputDirectory = inputDirectory;
    this.cpus = cpus;
  }

  CompileJob compile(Compile request, Envelope envelope) throws RequestRefused {
    LanguageDefinition language = language(request.language());
    requireOnly(envelope, request.files());
    List<SourceFile> files =
        request.files().stream().map(name -> new SourceFile(name, envelope.body(name))).toList();
    long size = files.stream().mapToLong(file -> file.content().size()).sum();
    if (size > MOST_SOURCES.bytes()) {
      throw new RequestRefused(
          ErrorCode.TOO_LARGE, "The files may have " + MOST_SOURCES + " together");
    }
    Optional<String> entrypoint = Optional.ofNullable(request.entrypoint());
    InvalidField.require(
        entrypoint.isEmpty() || entrypoint.get().indexOf(0) < 0,
        "entrypoint",
        "has a NUL character");
    RunLimits limits = limits(request.limits(), RunLimits.compiler());
    return new CompileJob(language, files, entrypoint, limits);
  }

  CompileJob compile(Execute request, Envelope envelope) throws RequestRefused {
    LanguageDefinition language = language(request.language());
    requireOnly(envelope, List.of(CODE, STDIN));
    Body code =
        request.code() == null
            ? has(envelope, CODE).orElseThrow(() -> new InvalidField(CODE, "is missing"))
            : text(CODE, request.code(), envelope);
    SourceFile file = new SourceFile(language.source(), code);
    return new CompileJob(language, List.of(file), Optional.empty(), RunLimits.compiler());
  }

  private LanguageDefinition language(String id) throws RequestRefused {
    LanguageDefinition language =
        languages
            .byId(id)
            .orElseThrow(() ->
                new RequestRefused(
                    ErrorCode.UNSUPPORTED_LANGUAGE,
                    "There is no language '" + id + "' here; known are " + languages.ids()));
    List<String> command = language.compile().isEmpty() ? language.run() : language.compile();
    if (!Files.isExecutable(Path.of(command.getFirst()))) {
      throw new RequestRefused(
          ErrorCode.UNSUPPORTED_LANGUAGE,
          language.name()
              + " is not installed here: there is no "
              + command.getFirst()
              + "; install "
              + String.join(" ", language.packages()));
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
    if (request.stdin() != null) {
      return Input.of(text(STDIN, request.stdin(), envelope), inputDirectory);
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

  RunJob run(Run request, Artifact artifact, Input input) {
    RunLimits usual = of(artifact.language(), RunLimits.contestant(RUN_TIMEOUT));
    List<String> args = request.args() == null ? List.of() : request.args();
    return RunJob.reading(input, artifact, args, limits(request.limits(), usual));
  }

  /** Checked before anything is compiled. */
  RunLimits limits(Execute request, LanguageDefinition language) {
    Duration timeout = request.timeout() == null ? EXECUTE_TIMEOUT : request.timeout();
    ByteSize memory = request.memoryLimit() == null ? EXECUTE_MEMORY : request.memoryLimit();
    InvalidField.require(timeout.isPositive(), "timeout_ms", "must be over 0");
    InvalidField.require(
        memory.compareTo(ByteSize.ofMiB(1)) >= 0, "memory_limit_bytes", "must be at least 1 MiB");
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
    return cpus.check((asked == null ? LimitsOverride.NONE : asked).over(usual));
  }

  private static Body text(String name, String text, Envelope envelope) {
    InvalidField.require(
        has(envelope, name).isEmpty(), name, "is given twice: as a field and as a body");
    return Body.ofBytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Body> has(Envelope envelope, String name) {
    return envelope.bodies().stream().filter(body -> body.name().equals(name)).findFirst();
  }

  /** Refuses bodies that nobody would look at, and two of the same name. */
  static void requireOnly(Envelope envelope, List<String> names) {
    InvalidField.require(names.size() <= MOST_BODIES, "files", "has over " + MOST_BODIES);
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
