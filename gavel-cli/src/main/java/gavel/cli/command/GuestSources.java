package gavel.cli.command;

import gavel.model.language.Languages;
import gavel.model.protocol.LimitsOverride;
import gavel.worker.JudgeFault;
import gavel.worker.guest.CompileJob;
import gavel.worker.guest.CompiledArtifact;
import gavel.worker.guest.OperatorClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Sources on the command line: files, or one archive. */
final class GuestSources {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "The sources, or one .tar.gz of them.")
  private List<Path> files = List.of();

  @Option(
      names = {"-l", "--language"},
      paramLabel = "L",
      description = "Their language; by default the extension tells, but for an archive.")
  private @Nullable String language;

  @Option(
      names = "--entrypoint",
      paramLabel = "E",
      description = "The file or class to start (default: by the language's rule).")
  private @Nullable String entrypoint;

  /** Reads them now; the result compiles them. */
  Compilation read(CommandLine command) {
    SourceFiles sources = new SourceFiles(command, Languages.bundled());
    Optional<String> entry = Optional.ofNullable(entrypoint);
    if (files.stream().noneMatch(GuestSources::isArchive)) {
      String named = language == null ? sources.language(null, files).id() : language;
      CompileJob job = new CompileJob(named, sources.read(files), entry, LimitsOverride.NONE);
      return guest -> guest.guest().compile(job);
    }
    if (files.size() > 1) {
      throw new ParameterException(command, "An archive comes alone, without other sources");
    }
    if (language == null) {
      throw new ParameterException(command, "Name the archive's language with --language");
    }
    String named = language;
    byte[] archive = sources.bytes(files.getFirst());
    return guest -> guest.compileArchive(named, archive, entry);
  }

  private static boolean isArchive(Path file) {
    return file.toString().endsWith(".tar.gz") || file.toString().endsWith(".tgz");
  }

  /** What is to be compiled, wherever. */
  interface Compilation {
    CompiledArtifact on(OperatorClient guest) throws JudgeFault, InterruptedException;
  }
}
