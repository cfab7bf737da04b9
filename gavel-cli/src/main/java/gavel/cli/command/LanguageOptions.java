package gavel.cli.command;

import gavel.model.json.InvalidField;
import gavel.model.language.Languages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which languages there are, for commands to which they mean something. */
final class LanguageOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--languages",
      paramLabel = "FILE",
      description =
          "A languages.yaml that changes or adds to the bundled one; all that is wrong in it is"
              + " said.")
  private @Nullable Path file;

  /** The bundled ones, with what the file makes of them. */
  Languages read() {
    if (file == null) {
      return Languages.bundled();
    }
    try {
      return Languages.read(file);
    } catch (InvalidField invalid) {
      throw new ParameterException(
          spec.commandLine(), file + ": " + invalid.field() + " " + invalid.getMessage());
    } catch (IOException unreadable) {
      throw new ParameterException(spec.commandLine(), "Cannot read " + file + ": " + unreadable);
    }
  }

  /** The file, for programs that are started. */
  Optional<Path> file() {
    return Optional.ofNullable(file).map(Path::toAbsolutePath);
  }

  /** The same; refused where the executors are those of an image, which have their own. */
  Optional<Path> file(boolean inMachines) {
    if (file != null && inMachines) {
      throw new ParameterException(
          spec.commandLine(),
          "--languages is for programs on this machine; the executor of a guest image has its own");
    }
    return file();
  }
}
