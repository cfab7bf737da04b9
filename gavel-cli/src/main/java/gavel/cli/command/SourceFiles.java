package gavel.cli.command;

import gavel.model.ByteSize;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import java.io.IOException;
import java.io.InputStream;
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
  /** What a guest takes of sources, files together or packed, in bytes. */
  private static final int MOST = 64 << 20;

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
    int left = MOST;
    for (Path file : files) {
      byte[] content = bytes(file, left);
      left -= content.length;
      bodies.add(Body.ofBytes(String.valueOf(file.getFileName()), content));
    }
    return bodies;
  }

  /** The content of a file that was named on the command line. */
  byte[] bytes(Path file) {
    return bytes(file, MOST);
  }

  private byte[] bytes(Path file, int most) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(most + 1);
      if (content.length > most) {
        throw refusal("Sources have at most " + ByteSize.ofBytes(MOST) + "; " + file + " has more");
      }
      return content;
    } catch (IOException unreadable) {
      throw refusal(
          "Cannot read "
              + file
              + (Files.exists(file) ? ": " + unreadable.getMessage() : ": there is no such file"));
    }
  }

  private ParameterException refusal(String message) {
    return new ParameterException(command, message);
  }
}
