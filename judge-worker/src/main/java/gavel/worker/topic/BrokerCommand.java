package gavel.worker.topic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What starts the embedded broker: a JDK, the directory of its jars, the directory of its data, the
 * port on 127.0.0.1, where it must be a certain one, and a file of settings that go over its own;
 * and whether it lives for so short that it does not pay to compile it well, which takes a minute
 * and saves a third of its processor time from then on.
 */
public record BrokerCommand(
    Path javaHome,
    Path libDirectory,
    Path dataDirectory,
    OptionalInt port,
    Optional<Path> properties,
    boolean brief) {
  /** A broker that is to live long. */
  public BrokerCommand(
      Path javaHome,
      Path libDirectory,
      Path dataDirectory,
      OptionalInt port,
      Optional<Path> properties) {
    this(javaHome, libDirectory, dataDirectory, port, properties, false);
  }

  /** The same with its own settings and no others. */
  public BrokerCommand(Path javaHome, Path libDirectory, Path dataDirectory, OptionalInt port) {
    this(javaHome, libDirectory, dataDirectory, port, Optional.empty());
  }

  private static final String MAIN = "gavel.broker.Main";

  /** The command line. The heap holds records of at most 2 MiB, so it can be small. */
  public List<String> argv() {
    List<String> argv =
        new ArrayList<>(
            List.of(
                javaHome.resolve("bin/java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                libDirectory.resolve("*").toString(),
                MAIN,
                "--data-dir",
                dataDirectory.toString()));
    if (brief) {
      argv.add(1, "-XX:TieredStopAtLevel=1");
    }
    if (port.isPresent()) {
      argv.addAll(List.of("--port", Integer.toString(port.getAsInt())));
    }
    properties.ifPresent(file -> argv.addAll(List.of("--properties", file.toString())));
    return List.copyOf(argv);
  }
}
