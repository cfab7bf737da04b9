package gavel.worker.guest.pool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that was started for a machine; what it says on standard error is kept in a file. */
final class ChildProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
  private static final int MOST_OF_LOG = 2000;
  private final Process process;
  private final String name;
  private final Path log;
  private final CompletableFuture<String> firstLine = new CompletableFuture<>();

  private ChildProcess(Process process, String name, Path log) {
    this.process = process;
    this.name = name;
    this.log = log;
  }

  /** Starts it. Its standard input stays open for as long as it runs. */
  static ChildProcess start(List<String> command, Path log) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    } catch (IOException refused) {
      throw new IOException(
          "Tried to start " + command.getFirst() + ": " + refused.getMessage(), refused);
    }
    String name = command.getFirst().substring(command.getFirst().lastIndexOf('/') + 1);
    ChildProcess child = new ChildProcess(process, name, log);
    Thread.ofPlatform().daemon().name(name + "-stdout").start(child::watch);
    return child;
  }

  /** Reads to the end, so that the program never waits for a reader. */
  private void watch() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(firstLine::complete);
      firstLine.completeExceptionally(new IOException("it ended"));
    } catch (IOException | UncheckedIOException broken) {
      firstLine.completeExceptionally(broken);
    }
  }

  /** Waits for its first line, which has to be this one. */
  void awaitLine(String line, Duration patience) throws IOException, InterruptedException {
    try {
      String said = firstLine.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!said.equals(line)) {
        throw new IOException(name + " said '" + said + "', not '" + line + "'");
      }
    } catch (ExecutionException ended) {
      throw new IOException(name + " did not start: " + lastWords(), ended);
    } catch (TimeoutException late) {
      throw new IOException(name + " was not ready within " + patience, late);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits for its end.
   *
   * @return whether it ended in time
   */
  boolean awaitEnd(Duration patience) throws InterruptedException {
    return process.waitFor(patience);
  }

  /** Its exit code, once it has ended. */
  int exitCode() {
    return process.exitValue();
  }

  /** The end of what it said on standard error, for messages. */
  String lastWords() {
    try {
      String all = Files.readString(log, StandardCharsets.ISO_8859_1).strip();
      return all.substring(Math.max(0, all.length() - MOST_OF_LOG));
    } catch (IOException unreadable) {
      return "(" + log + " cannot be read: " + unreadable.getMessage() + ")";
    }
  }

  /** Kills it and waits until it is gone; nothing of it is of use any more. */
  @Override
  public void close() {
    process.destroyForcibly();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = process.waitFor(StartLimits.END);
        if (!ended) {
          LOG.warn("{} (pid {}) was killed and has not ended yet", name, process.pid());
          ended = true;
        }
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
