package gavel.executor.run;

import gavel.executor.box.Workspace;
import gavel.executor.store.Artifact;
import gavel.model.RunLimits;
import gavel.model.json.InvalidField;
import gavel.model.protocol.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be run, and how.
 *
 * @param args behind the language's own command
 * @param stdin a file below the state directory, or a pipe
 * @param piped which of the two
 * @param limits the whole of them
 * @param workspace what it finds beside its artifact
 * @param role whose program it is
 */
public record RunJob(
    Artifact artifact,
    List<String> args,
    Optional<Path> stdin,
    boolean piped,
    RunLimits limits,
    Workspace workspace,
    Role role) {
  private static final int MOST_ARGUMENTS = 1024;
  private static final int MOST_BYTES = 128 << 10;

  /** MAX_ARG_STRLEN of execve(2), without the NUL behind it. */
  private static final int LONGEST = (128 << 10) - 1;

  /** A run that reads this input. */
  public static RunJob reading(
      Input input, Artifact artifact, List<String> args, RunLimits limits) {
    return reading(input, artifact, args, limits, Workspace.PLAIN, Role.CONTESTANT);
  }

  /** The same of either role, with more in its working directory than the artifact. */
  public static RunJob reading(
      Input input,
      Artifact artifact,
      List<String> args,
      RunLimits limits,
      Workspace workspace,
      Role role) {
    return new RunJob(
        artifact, args, input.file(), input instanceof Input.Piped, limits, workspace, role);
  }

  /** Refuses arguments that execve(2) would not take. */
  public RunJob {
    args = List.copyOf(args);
    InvalidField.require(args.size() <= MOST_ARGUMENTS, "args", "has over " + MOST_ARGUMENTS);
    long bytes = 0;
    for (String argument : args) {
      InvalidField.require(argument.indexOf(0) < 0, "args", "has a NUL character in an argument");
      int length = argument.getBytes(StandardCharsets.UTF_8).length;
      InvalidField.require(
          length <= LONGEST, "args", "has an argument of over " + LONGEST + " bytes");
      bytes += length;
    }
    InvalidField.require(bytes <= MOST_BYTES, "args", "has over " + MOST_BYTES + " bytes");
  }
}
