package gavel.cli.command;

import gavel.model.ByteSize;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The files and directories that a command was given, and the language that they are in. */
final class SourceFiles {
  /** What a guest takes of sources, files together or packed, in bytes. */
  private static final int MOST = 64 << 20;

  /** How many files a directory may have, below it and in it. */
  private static final int MOST_FILES = 10_000;

  private static final int DEEPEST = 32;

  /** A file under the name that the submission has it under. */
  private record Source(Path path, String name) {}

  private final CommandLine command;
  private final Languages languages;

  SourceFiles(CommandLine command, Languages languages) {
    this.command = command;
    this.languages = languages;
  }

  /** Refuses files that are not there. */
  void requireThere(List<Path> files) {
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw refusal("Cannot read " + file + ": there is no such file");
      }
    }
  }

  /** As named, else by the first file that a language claims. */
  LanguageDefinition language(@Nullable String named, List<Path> files) {
    if (named != null) {
      return languages
          .byId(named)
          .orElseThrow(
              () -> refusal("There is no language '" + named + "'; there are " + languages.ids()));
    }
    return sources(files).stream()
        .filter(file -> languages.byFile(file.name()).isPresent())
        .map(file -> languages.byFile(file.name(), bytes(file.path())))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() ->
            refusal(
                "No language has this extension; name one with --language: " + languages.ids()));
  }

  /** Their contents under their names; those of a directory under their paths below it. */
  List<Body> read(List<Path> files) {
    List<Body> bodies = new ArrayList<>();
    int left = MOST;
    for (Source file : sources(files)) {
      byte[] content = bytes(file.path(), left);
      left -= content.length;
      bodies.add(Body.ofBytes(file.name(), content));
    }
    return bodies;
  }

  private List<Source> sources(List<Path> files) {
    List<Source> sources = new ArrayList<>();
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        sources.addAll(below(file));
      } else {
        sources.add(new Source(file, String.valueOf(file.getFileName())));
      }
    }
    return sources;
  }

  /** All files of a submission that is a directory, but for hidden ones; sorted by name. */
  private List<Source> below(Path directory) {
    try (Stream<Path> found = Files.find(directory, DEEPEST, (_, kind) -> !kind.isDirectory())) {
      List<Source> sources =
          found
              .limit(MOST_FILES + 1L)
              .map(file -> new Source(file, directory.relativize(file).toString()))
              .filter(source -> !source.name().startsWith(".") && !source.name().contains("/."))
              .sorted(Comparator.comparing(Source::name))
              .toList();
      for (Source source : sources) {
        if (!Files.isRegularFile(source.path())) {
          throw refusal(source.path() + " is no file");
        }
      }
      if (sources.isEmpty() || sources.size() > MOST_FILES) {
        throw refusal(
            directory
                + (sources.isEmpty() ? " has no files" : " has over " + MOST_FILES + " files"));
      }
      return sources;
    } catch (IOException | UncheckedIOException unreadable) {
      throw refusal("Cannot read " + directory + ": " + unreadable.getMessage());
    }
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
