package gavel.worker.guest.pool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that was started for a machine. Of what it says on standard error, which may be a
 * guest's console, the end is kept; a guest may say as much as it likes.
 */
final class ChildProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
  private static final int KEPT = 16 << 10;
  private static final int LONGEST_LINE = 1024;
  private final Process process;
  private final String name;
  private final LastBytes said = new LastBytes(KEPT);
  private final CompletableFuture<String> firstLine = new CompletableFuture<>();

  private ChildProcess(Process process, String name) {
    this.process = process;
    this.name = name;
  }

  /**
   * Starts it. Its standard input stays open for as long as it runs.
   *
   * @param directory where it starts; where there is none, this program's own
   */
  static ChildProcess start(List<String> command, Optional<Path> directory) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    directory.ifPresent(path -> builder.directory(path.toFile()));
    Process process;
    try {
      process = builder.start();
    } catch (IOException refused) {
      throw new IOException(
          "Tried to start " + command.getFirst() + ": " + refused.getMessage(), refused);
    }
    String name = command.getFirst().substring(command.getFirst().lastIndexOf('/') + 1);
    ChildProcess child = new ChildProcess(process, name);
    Thread.ofPlatform().daemon().name(name + "-stdout").start(child::watch);
    Thread.ofPlatform().daemon().name(name + "-stderr").start(child::listen);
    return child;
  }

  /** Reads to the end, so that the program never waits for a reader. */
  private void watch() {
    try (InputStream out = process.getInputStream()) {
      StringBuilder line = new StringBuilder();
      for (int next = out.read(); next >= 0 && next != '\n'; next = out.read()) {
        if (line.length() < LONGEST_LINE) {
          line.append((char) next);
        }
      }
      if (line.isEmpty()) {
        firstLine.completeExceptionally(new IOException("it ended"));
      } else {
        firstLine.complete(line.toString());
      }
      byte[] ignored = new byte[KEPT];
      while (out.read(ignored) >= 0) {
        // nobody has asked for it
      }
    } catch (IOException broken) {
      firstLine.completeExceptionally(broken);
    }
  }

  private void listen() {
    try (InputStream err = process.getErrorStream()) {
      said.takeAll(err);
    } catch (IOException broken) {
      LOG.debug("{} is not heard any more", name, broken);
    }
  }

  /** Waits for its first line, which has to be this one. */
  void awaitLine(String line, Duration patience) throws IOException, InterruptedException {
    try {
      String first = firstLine.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!first.equals(line)) {
        throw new IOException(name + " said '" + first + "', not '" + line + "'");
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
    return said.text(StandardCharsets.ISO_8859_1).strip();
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
