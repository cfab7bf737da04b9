package gavel.bench.guest;

import gavel.bench.stack.Distribution;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An executor of the distribution with one slot, as the command line starts it. */
public final class ExecutorProcess implements AutoCloseable {
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
        new ProcessBuilder(Distribution.ofEnvironment().executor(directory, 1))
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
