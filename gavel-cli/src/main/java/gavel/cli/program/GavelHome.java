package gavel.cli.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The distribution that this command was started from, {@code $GAVEL_HOME}: {@code lib/} has the
 * jars of each program in a directory of its own, {@code share/samples} the sample problems.
 */
public record GavelHome(Path root) {
  /** The distribution named by the environment. */
  public static GavelHome fromEnvironment() throws EnvironmentProblem {
    String root = System.getenv("GAVEL_HOME");
    if (root == null || !Files.isDirectory(Path.of(root, "lib"))) {
      throw new EnvironmentProblem(
          "GAVEL_HOME must name a distribution with a lib directory; start Gavel with ./gavel,"
              + " which sets it");
    }
    return new GavelHome(Path.of(root).toAbsolutePath().normalize());
  }

  /**
   * The jars of a program: {@code cli}, {@code worker}, {@code executor}, {@code broker} or {@code
   * bench}.
   */
  public Path lib(String program) {
    return root.resolve("lib").resolve(program);
  }

  /** The bundled sample problems. */
  public Path samples() {
    return root.resolve("share").resolve("samples");
  }

  /** Where results of benches are kept. */
  public Path benchResults() {
    return root.resolveSibling("bench");
  }

  /** The JDK that runs this command, which runs the other programs too. */
  public static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  /**
   * The command that starts the guest executor: with its cache of classes where one was made, in a
   * fraction of the time.
   *
   * @param options of the JVM, besides those that the cache was made with
   */
  List<String> executorCommand(String mainClass, List<String> options, List<String> arguments) {
    Path cached = root.resolve("aot").resolve("executor.options");
    List<String> command = new ArrayList<>();
    if (!isMadeFromThem(cached)) {
      command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m"));
      command.addAll(options);
      return command(lib("executor"), mainClass, command, arguments);
    }
    command.add(javaHome().resolve("bin/java").toString());
    command.add("@" + cached);
    command.addAll(options);
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  /**
   * Whether there is a cache that names these jars, and none is newer: the JVM itself would run the
   * old classes of one that was made from others, and those of another place where all of this was
   * copied from there.
   */
  private boolean isMadeFromThem(Path cached) {
    try (Stream<Path> jars = Files.list(lib("executor"))) {
      if (!Files.readString(cached).contains(lib("executor") + "/")) {
        return false;
      }
      FileTime made = Files.getLastModifiedTime(cached);
      for (Path jar : jars.toList()) {
        if (Files.getLastModifiedTime(jar).compareTo(made) > 0) {
          return false;
        }
      }
      return true;
    } catch (IOException absent) {
      return false;
    }
  }

  /**
   * The command that starts a program from the jars of a directory.
   *
   * @param options of the JVM, before the class path
   */
  public static List<String> command(
      Path lib, String mainClass, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(javaHome().resolve("bin/java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(List.of("-cp", lib + "/*", mainClass));
    command.addAll(arguments);
    return command;
  }
}
