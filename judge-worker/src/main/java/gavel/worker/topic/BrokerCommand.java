package gavel.worker.topic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What starts the embedded broker: a JDK, the directory of its jars, the directory of its data, and
 * the port on 127.0.0.1, where it must be a certain one.
 */
public record BrokerCommand(
    Path javaHome, Path libDirectory, Path dataDirectory, OptionalInt port) {
  private static final String MAIN = "gavel.broker.Main";

  /** The command line. The heap holds records of at most 2 MiB, so it can be small. */
  public List<String> argv() {
    List<String> argv =
        new ArrayList<>(
            List.of(
                javaHome.resolve("bin/java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                libDirectory.resolve("*").toString(),
                MAIN,
                "--data-dir",
                dataDirectory.toString()));
    if (port.isPresent()) {
      argv.addAll(List.of("--port", Integer.toString(port.getAsInt())));
    }
    return List.copyOf(argv);
  }
}
