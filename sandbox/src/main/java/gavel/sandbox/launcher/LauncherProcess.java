package gavel.sandbox.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A running launcher. Frames may be sent from any thread; replies are taken by one. When this JVM
 * dies, the launcher's standard input ends, and with it the launcher and what it runs.
 */
public final class LauncherProcess implements AutoCloseable {
  private static final Duration EXIT_PATIENCE = Duration.ofSeconds(5);

  private sealed interface Event {}

  private record Reply(LauncherReply reply) implements Event {}

  private record Gone(IOException why) implements Event {}

  private final Process process;
  private final OutputStream frames;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  private LauncherProcess(Process process) {
    this.process = process;
    this.frames = process.getOutputStream();
  }

  /** Starts the program at this path; it waits for its setup frames. */
  public static LauncherProcess start(Path program) throws IOException {
    Process process =
        new ProcessBuilder(program.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    LauncherProcess launcher = new LauncherProcess(process);
    Thread.ofPlatform().daemon().name("launcher-" + process.pid()).start(launcher::readReplies);
    return launcher;
  }

  /** The launcher's process id, under which its descriptors are found in /proc. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs; one that ended never runs again. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Sends one frame whole, or says that the launcher is gone. */
  public void send(LauncherFrame frame) throws IOException {
    byte[] bytes = frame.encode();
    synchronized (frames) {
      frames.write(bytes);
      frames.flush();
    }
  }

  /**
   * The next reply, or nothing when there is none for so long. IOException when the launcher ended
   * or said something odd.
   */
  public Optional<LauncherReply> next(Duration patience) throws IOException, InterruptedException {
    Event event = events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    return switch (event) {
      case null -> Optional.empty();
      case Reply(LauncherReply reply) -> Optional.of(reply);
      case Gone gone -> {
        events.add(gone);
        throw new IOException(gone.why().getMessage(), gone.why());
      }
    };
  }

  private void readReplies() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII), 512)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        events.add(new Reply(LauncherReply.parse(line)));
      }
      events.add(new Gone(new IOException("The launcher has ended")));
    } catch (IOException e) {
      events.add(new Gone(e));
    }
  }

  /** Ends the launcher and what it runs, and waits for that. */
  @Override
  public void close() {
    try {
      frames.close();
    } catch (IOException alreadyGone) {
      process.destroyForcibly();
    }
    boolean interrupted = false;
    long deadline = System.nanoTime() + EXIT_PATIENCE.toNanos();
    while (process.isAlive()) {
      try {
        if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          process.destroyForcibly();
          deadline += EXIT_PATIENCE.toNanos();
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
