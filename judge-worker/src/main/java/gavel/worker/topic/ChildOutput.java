package gavel.worker.topic;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * What the broker says: its address in the ready line on standard output, and the last lines of its
 * log on standard error. Both are read to their ends, so that the child never blocks on a pipe.
 */
final class ChildOutput {
  private static final int TAIL = 40;
  private static final int MAX_LINE = 2_000;
  private static final String READY = "ready bootstrap=";

  private final CompletableFuture<String> bootstrap = new CompletableFuture<>();
  private final Deque<String> tail = new ArrayDeque<>();
  private final Thread log;

  private ChildOutput(Process process) {
    // no virtual threads: a read from a pipe holds its carrier, of which there are two on two cores
    Thread.ofPlatform()
        .daemon()
        .name("broker-stdout")
        .start(() -> readReady(process.getInputStream()));
    log =
        Thread.ofPlatform()
            .daemon()
            .name("broker-stderr")
            .start(() -> readLog(process.getErrorStream()));
  }

  static ChildOutput of(Process process) {
    return new ChildOutput(process);
  }

  /** Completes with {@code host:port}, or exceptionally when the child ends without it. */
  CompletableFuture<String> bootstrap() {
    return bootstrap;
  }

  /** Waits until all of the log has been read. */
  void awaitEnd() throws InterruptedException {
    log.join();
  }

  String logTail() {
    synchronized (tail) {
      return String.join(System.lineSeparator(), tail);
    }
  }

  private void readReady(InputStream stdout) {
    try (BufferedReader lines = reader(stdout)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(READY)) {
          bootstrap.complete(line.substring(READY.length()).strip());
        }
      }
      bootstrap.completeExceptionally(new EOFException("no ready line"));
    } catch (IOException e) {
      bootstrap.completeExceptionally(e);
    }
  }

  private void readLog(InputStream stderr) {
    try (BufferedReader lines = reader(stderr)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(line);
      }
    } catch (IOException e) {
      keep("(the rest of the log cannot be read: " + e.getMessage() + ")");
    }
  }

  private void keep(String line) {
    synchronized (tail) {
      if (tail.size() == TAIL) {
        tail.removeFirst();
      }
      tail.addLast(line.substring(0, Math.min(line.length(), MAX_LINE)));
    }
  }

  private static BufferedReader reader(InputStream stream) {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }
}
