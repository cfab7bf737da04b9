package gavel.sandbox;

import gavel.model.RunLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run to be made.
 *
 * @param argv the program and its arguments; the first is an absolute path inside the sandbox
 * @param environment all of it, nothing is added
 * @param box what becomes {@code /box}, the program's working directory
 * @param stdin a regular file below the slot's state directory; nothing means {@code /dev/null}.
 *     For a program to reopen {@code /dev/stdin} it must be readable by everyone
 * @param stdout gets at most the limit's bytes
 * @param stderr gets at most the limit's bytes
 * @param piped stdin is not a regular file but the path of an {@link InputPipe}
 * @param talk what takes the places of stdin and stdout where the program is joined to another
 */
public record RunSpec(
    List<String> argv,
    Map<String, String> environment,
    Box box,
    Optional<Path> stdin,
    OutputSink stdout,
    OutputSink stderr,
    RunLimits limits,
    boolean piped,
    Optional<Talk> talk) {
  /** A run that is joined to nothing. */
  public RunSpec(
      List<String> argv,
      Map<String, String> environment,
      Box box,
      Optional<Path> stdin,
      OutputSink stdout,
      OutputSink stderr,
      RunLimits limits,
      boolean piped) {
    this(argv, environment, box, stdin, stdout, stderr, limits, piped, Optional.empty());
  }

  /** A run that reads a regular file, or nothing. */
  public RunSpec(
      List<String> argv,
      Map<String, String> environment,
      Box box,
      Optional<Path> stdin,
      OutputSink stdout,
      OutputSink stderr,
      RunLimits limits) {
    this(argv, environment, box, stdin, stdout, stderr, limits, false);
  }

  /** Copies the collections; refuses a program without an absolute path. */
  public RunSpec {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    if (argv.isEmpty() || !argv.getFirst().startsWith("/")) {
      throw new IllegalArgumentException(
          "The program must be an absolute path inside the sandbox: " + argv);
    }
    if (talk.isPresent() && stdin.isPresent()) {
      throw new IllegalArgumentException("A program that talks to another reads nothing else");
    }
    for (String name : environment.keySet()) {
      if (name.isEmpty() || name.indexOf('=') >= 0) {
        throw new IllegalArgumentException("Not an environment variable: '" + name + "'");
      }
    }
  }
}
