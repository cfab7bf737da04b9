package gavel.cli.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The unprivileged user that worker and broker run as when this command runs as root. For anybody
 * else, they run as that same user.
 */
public final class ServiceUser {
  /** The user's name, and that of its group. */
  public static final String NAME = "gavel";

  private final boolean switching;

  private ServiceUser(boolean switching) {
    this.switching = switching;
  }

  /** Makes the user where it is missing and may be made, after saying so. */
  public static ServiceUser ensure() throws EnvironmentProblem, InterruptedException {
    if (!isRoot()) {
      return new ServiceUser(false);
    }
    if (exitCode(List.of("id", "-u", NAME)) != 0) {
      System.err.println("gavel: adding the system user " + NAME + ", which the worker runs as");
      int code =
          exitCode(
              List.of(
                  "useradd",
                  "--system",
                  "--user-group",
                  "--no-create-home",
                  "--home-dir",
                  "/nonexistent",
                  "--shell",
                  "/usr/sbin/nologin",
                  NAME));
      if (code != 0) {
        throw new EnvironmentProblem(
            "the user " + NAME + " is missing and useradd cannot add it (exit code " + code + ")");
      }
    }
    return new ServiceUser(true);
  }

  /** Whether this command runs as root. */
  public static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** The command, run as that user without any capability (setpriv(1)). */
  public List<String> wrap(List<String> command) {
    if (!switching) {
      return command;
    }
    List<String> wrapped =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + NAME,
                "--regid=" + NAME,
                "--clear-groups",
                "--inh-caps=-all",
                "--bounding-set=-all",
                "--no-new-privs"));
    wrapped.addAll(command);
    return wrapped;
  }

  /** Whether the user can read the file, whatever the directories above it allow. */
  public boolean canRead(Path file) throws EnvironmentProblem, InterruptedException {
    return exitCode(wrap(List.of("test", "-r", file.toString()))) == 0;
  }

  /** A directory that this user owns and nobody else reads. */
  public Path directory(Path path) throws EnvironmentProblem {
    try {
      Files.createDirectories(path);
      if (switching) {
        var users = path.getFileSystem().getUserPrincipalLookupService();
        Files.setOwner(path, users.lookupPrincipalByName(NAME));
      }
      Files.setPosixFilePermissions(
          path, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
      return path;
    } catch (IOException refused) {
      throw new EnvironmentProblem("cannot make " + path + ": " + refused.getMessage(), refused);
    }
  }

  private static int exitCode(List<String> command)
      throws EnvironmentProblem, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor();
    } catch (IOException missing) {
      throw new EnvironmentProblem(
          "'" + command.getFirst() + "' is needed and cannot be run: " + missing.getMessage(),
          missing);
    }
  }
}
