package gavel.bench.guest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An executor of the distribution with one slot, as the command line starts it. */
public final class ExecutorProcess implements AutoCloseable {
  private static final String HOME = "GAVEL_HOME";
  private static final int PATIENCE_SECONDS = 20;
  private final Process process;
  private final Path directory;
  private final Duration start;

  private ExecutorProcess(Process process, Path directory, Duration start) {
    this.process = process;
    this.directory = directory;
    this.start = start;
  }

  /** Starts one in a directory of its own and waits until it listens. */
  public static ExecutorProcess start(Path directory) throws IOException {
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command(directory))
            .redirectError(directory.resolve("log").toFile())
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    if (line == null || !line.startsWith("ready ")) {
      process.destroyForcibly();
      throw new IOException(
          "The guest executor does not start: " + Files.readString(directory.resolve("log")));
    }
    return new ExecutorProcess(process, directory, took);
  }

  private static List<String> command(Path directory) throws IOException {
    String home = System.getenv(HOME);
    if (home == null) {
      throw new IOException(HOME + " must name a distribution; start the bench with ./gavel");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(options(Path.of(home)));
    command.addAll(List.of("gavel.executor.app.Main", "--slots", "1", "--until-stdin-ends"));
    command.addAll(List.of("--socket", directory.resolve("guest.sock").toString()));
    command.addAll(List.of("--state-dir", directory.resolve("state").toString()));
    return command;
  }

  /** As the command line has them: with the cache of classes where one was made. */
  private static List<String> options(Path home) {
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

  /** From the start of the process until it listened. */
  Duration start() {
    return start;
  }

  /** A new connection to it. */
  public GuestWire connect() throws IOException {
    return GuestWire.connect(directory.resolve("guest.sock"));
  }

  /** The only program that was compiled. */
  Path artifact() throws IOException {
    try (var files = Files.walk(directory.resolve("state/artifacts"))) {
      return files
          .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
          .findFirst()
          .orElseThrow(() -> new IOException("The executor has compiled nothing"));
    }
  }

  /** What it has of memory now, its launcher not counted. */
  long residentBytes() throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IOException("Tried to read the memory of the executor: it is gone");
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
