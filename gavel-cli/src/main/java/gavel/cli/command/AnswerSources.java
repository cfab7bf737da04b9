package gavel.cli.command;

import gavel.model.protocol.Body;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The answers that a command was given: files, and directories of them. They are called as they
 * were named, as directories may be those of groups, and as messages have to name them.
 */
final class AnswerSources {
  /** What nobody has that many answers of. */
  private static final int MOST = 10_000;

  private static final int DEEPEST = 32;

  private final CommandLine command;

  AnswerSources(CommandLine command) {
    this.command = command;
  }

  /** The files under the paths that they were named by, or have below what was named. */
  List<Body> read(List<Path> named) {
    List<Body> answers = new ArrayList<>();
    for (Path each : named) {
      try (Stream<Path> below = Files.walk(each, DEEPEST)) {
        List<Path> files = below.filter(AnswerSources::isAnswer).limit(MOST + 1L).sorted().toList();
        for (Path file : files) {
          answers.add(Body.ofFile(file.normalize().toString(), file));
        }
      } catch (IOException | UncheckedIOException unreadable) {
        throw refusal(
            "Cannot read "
                + each
                + (Files.exists(each)
                    ? ": " + unreadable.getMessage()
                    : ": there is no such file"));
      }
    }
    if (answers.isEmpty() || answers.size() > MOST) {
      throw refusal("There are " + (answers.isEmpty() ? "no" : "over " + MOST) + " answers");
    }
    return answers;
  }

  /** Links to files are followed where they are named, and those in directories, too. */
  private static boolean isAnswer(Path file) {
    return Files.isRegularFile(file) && !String.valueOf(file.getFileName()).startsWith(".");
  }

  private ParameterException refusal(String message) {
    return new ParameterException(command, message);
  }
}
