package gavel.worker.guest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A guest executor started from an argument vector. It says {@code ready socket=PATH slots=N} on
 * its standard output, with whatever else it listens on; the first socket is the one that is used.
 * It ends when its standard input does, so it never outlives this program.
 */
public final class GuestProcess implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile(
          "ready (?:(?:vsock|device)=\\S+ )*socket=(.+?)"
              + "(?: (?:vsock=\\d+|socket=.*|device=.*|slots=\\d+).*)?");
  private static final Duration TO_END = Duration.ofSeconds(10);
  private final Process process;
  private final Path socket;

  private GuestProcess(Process process, Path socket) {
    this.process = process;
    this.socket = socket;
  }

  /**
   * Starts it and waits until it is ready; what it says on standard error goes to ours.
   *
   * @throws IOException when it cannot be started, ends, or is not ready in time
   */
  public static GuestProcess start(List<String> command, Duration patience)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    CompletableFuture<Path> ready = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("guest-stdout").start(() -> watch(process, ready));
    try {
      return new GuestProcess(process, ready.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      end(process);
      throw new IOException(
          "Tried to start " + command.getFirst() + ": not ready in " + patience, late);
    } catch (ExecutionException ended) {
      end(process);
      throw new IOException(
          "Tried to start "
              + command.getFirst()
              + ": it ended with exit code "
              + process.exitValue(),
          ended);
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      throw interrupted;
    }
  }

  /** Reads to the end, so that the executor never waits for a reader. */
  private static void watch(Process process, CompletableFuture<Path> ready) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines
          .lines()
          .map(READY::matcher)
          .filter(Matcher::matches)
          .forEach(line -> ready.complete(Path.of(line.group(1))));
      ready.completeExceptionally(new IOException("Standard output ended"));
    } catch (IOException | java.io.UncheckedIOException closed) {
      ready.completeExceptionally(closed);
    }
  }

  /** Where it listens. */
  public Path socket() {
    return socket;
  }

  /** Its process, to wait for or to look at. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** The way to it. */
  public GuestTransport transport() {
    return new UnixSocketTransport(socket);
  }

  /** Its exit code once it has ended. */
  public Optional<Integer> exitCode() {
    return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
  }

  /** Closes its standard input and waits until it has ended; after 10 s it is killed. */
  @Override
  public void close() throws IOException {
    try {
      end(process);
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(TO_END)) {
      process.destroyForcibly().waitFor();
    }
  }
}
