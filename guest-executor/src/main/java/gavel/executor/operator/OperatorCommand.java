package gavel.executor.operator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command to run.
 *
 * @param argv the program, by path or looked for in PATH, and its arguments
 * @param env beside what every command gets
 * @param cwd the directory it starts in
 * @param stdin the file it reads; nothing: there is nothing to read
 * @param timeout by the wall clock
 */
public record OperatorCommand(
    List<String> argv,
    Map<String, String> env,
    String cwd,
    Optional<Path> stdin,
    Duration timeout) {
  /** Copies the collections. */
  public OperatorCommand {
    argv = List.copyOf(argv);
    env = Map.copyOf(env);
  }
}
