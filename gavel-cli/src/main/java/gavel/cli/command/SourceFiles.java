package gavel.cli.command;

import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The files that a command was given, and the language that they are in. */
final class SourceFiles {
  private final CommandLine command;
  private final Languages languages;

  SourceFiles(CommandLine command, Languages languages) {
    this.command = command;
    this.languages = languages;
  }

  /** As named, else by the extension of the first file that a language claims. */
  LanguageDefinition language(@Nullable String named, List<Path> files) {
    if (named != null) {
      return languages
          .byId(named)
          .orElseThrow(
              () -> refusal("There is no language '" + named + "'; there are " + languages.ids()));
    }
    return files.stream()
        .map(file -> languages.byFile(String.valueOf(file.getFileName())))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() ->
            refusal(
                "No language has this extension; name one with --language: " + languages.ids()));
  }

  /** Their contents under their names. */
  List<Body> read(List<Path> files) {
    List<Body> bodies = new ArrayList<>();
    for (Path file : files) {
      bodies.add(Body.ofBytes(String.valueOf(file.getFileName()), bytes(file)));
    }
    return bodies;
  }

  /** The content of a file that was named on the command line. */
  byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw refusal(
          "Cannot read "
              + file
              + (Files.exists(file) ? ": " + unreadable.getMessage() : ": there is no such file"));
    }
  }

  /** What a program is to read; a single dash is this command's own input. */
  static byte[] input(CommandLine command, Path file) throws IOException {
    return file.toString().equals("-")
        ? System.in.readAllBytes()
        : new SourceFiles(command, new Languages(List.of())).bytes(file);
  }

  private ParameterException refusal(String message) {
    return new ParameterException(command, message);
  }
}
