package gavel.bench.stack;

import gavel.worker.topic.BrokerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The programs of a distribution, with the options that the command line starts them with. */
public record Distribution(Path home) {
  private static final String VARIABLE = "GAVEL_HOME";

  /** The one that the environment names. */
  public static Distribution ofEnvironment() throws IOException {
    String home = System.getenv(VARIABLE);
    if (home == null) {
      throw new IOException(VARIABLE + " must name a distribution; start the bench with ./gavel");
    }
    return new Distribution(Path.of(home));
  }

  /** A broker on 127.0.0.1. */
  List<String> broker(Path data, OptionalInt port) {
    return new BrokerCommand(javaHome(), home.resolve("lib/broker"), data, port).argv();
  }

  /**
   * A guest executor.
   *
   * @param directory for its socket, {@code guest.sock}, and its state
   */
  public List<String> executor(Path directory, int slots) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(executorOptions());
    command.addAll(List.of("gavel.executor.app.Main", "--until-stdin-ends"));
    command.addAll(List.of("--slots", Integer.toString(slots)));
    command.addAll(List.of("--socket", directory.resolve("guest.sock").toString()));
    command.addAll(List.of("--state-dir", directory.resolve("state").toString()));
    return List.copyOf(command);
  }

  /** With the cache of classes where one was made. */
  private List<String> executorOptions() {
    Path cached = home.resolve("aot/executor.options");
    return Files.isRegularFile(cached)
        ? List.of("@" + cached)
        : List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-cp",
            home.resolve("lib/executor") + "/*");
  }

  /** A worker with these flags, see its {@code --help}. */
  List<String> worker(List<String> flags) {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                home.resolve("lib/worker") + "/*",
                "gavel.worker.app.Main",
                "--until-stdin-ends"));
    command.addAll(flags);
    return List.copyOf(command);
  }

  private static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  private static String java() {
    return javaHome().resolve("bin/java").toString();
  }
}
