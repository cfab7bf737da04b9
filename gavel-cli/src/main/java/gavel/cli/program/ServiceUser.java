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
    return wrap(command, "--clear-groups");
  }

  /** The same with the groups whose members may use what the kernel has for virtual machines. */
  public List<String> wrapWithMachines(List<String> command) throws EnvironmentProblem {
    List<String> groups = new ArrayList<>();
    try {
      for (Path device : List.of(Path.of("/dev/kvm"), Path.of("/dev/vhost-vsock"))) {
        if (Files.exists(device)) {
          groups.add(Files.getAttribute(device, "unix:gid").toString());
        }
      }
    } catch (IOException gone) {
      throw new EnvironmentProblem(
          "cannot look at the devices for virtual machines: " + gone, gone);
    }
    return groups.isEmpty() ? wrap(command) : wrap(command, "--groups=" + String.join(",", groups));
  }

  private List<String> wrap(List<String> command, String groups) {
    if (!switching) {
      return command;
    }
    List<String> wrapped =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + NAME,
                "--regid=" + NAME,
                groups,
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
