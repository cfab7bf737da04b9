package gavel.sandbox.launcher;

import gavel.sandbox.libc.NewPipe;
import gavel.sandbox.libc.PipeReader;
import gavel.sandbox.libc.Poll;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running launcher. Frames may be sent from any thread; replies are taken by one, which reads
 * them itself: a thread of their own would cost two wake-ups for every run. When this JVM dies, the
 * launcher's standard input ends, and with it the launcher and what it runs.
 */
public final class LauncherProcess implements AutoCloseable {
  private static final Duration EXIT_PATIENCE = Duration.ofSeconds(5);
  private static final int LONGEST_REPLY = 1 << 15;

  /** How late an interrupt may be noticed: nothing else ends a poll(2). */
  private static final Duration TICK = Duration.ofMillis(50);

  private final Process process;
  private final OutputStream frames;
  private final PipeReader replies;
  private final Poll poll = new Poll(1);
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(LONGEST_REPLY);
  private final StringBuilder unread = new StringBuilder();

  private LauncherProcess(Process process, PipeReader replies) {
    this.process = process;
    this.frames = process.getOutputStream();
    this.replies = replies;
    poll.watch(0, replies);
  }

  /** Starts the program at this path; it waits for its setup frames. */
  public static LauncherProcess start(Path program) throws IOException {
    try (NewPipe pipe = NewPipe.create()) {
      boolean started = false;
      try {
        Process process =
            new ProcessBuilder(program.toString())
                .redirectOutput(pipe.writePath().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started = true;
        return new LauncherProcess(process, pipe.reader());
      } finally {
        if (!started) {
          pipe.reader().close();
        }
      }
    }
  }

  /** The launcher's process id, under which its descriptors are found in /proc. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs; one that ended never runs again. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Whether it can be given something to do. One that was killed is gone, or has closed its end of
   * the replies, before this JVM says that it has ended, so these are looked at, too; what it had
   * prepared may still hold the replies open then.
   *
   * @throws IOException when it says something that nobody asked for
   */
  public boolean isListening() throws IOException {
    if (!process.isAlive() || !process.toHandle().isAlive()) {
      return false;
    }
    try {
      if (fill()) {
        throw new IOException("Tried to give the launcher orders: it says " + unread);
      }
      return true;
    } catch (LauncherGone gone) {
      return false;
    }
  }

  /** Sends one frame whole, or says that the launcher is gone. */
  public void send(LauncherFrame frame) throws LauncherGone {
    byte[] bytes = frame.encode();
    synchronized (frames) {
      try {
        frames.write(bytes);
        frames.flush();
      } catch (IOException e) {
        throw new LauncherGone(e);
      }
    }
  }

  /** What can be read when there are replies. */
  public PipeReader replies() {
    return replies;
  }

  /**
   * The next reply, or nothing when there is none for so long. IOException when the launcher ended
   * or said something odd.
   */
  public Optional<LauncherReply> next(Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Optional<LauncherReply> reply = poll();
    while (reply.isEmpty() && System.nanoTime() < deadline) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      poll.await(TICK);
      reply = poll();
    }
    return reply;
  }

  /** The next reply if it is there; see {@link #next}. */
  public Optional<LauncherReply> poll() throws IOException {
    int end = unread.indexOf("\n");
    if (end < 0 && fill()) {
      end = unread.indexOf("\n");
    }
    if (end < 0) {
      return Optional.empty();
    }
    String line = unread.substring(0, end);
    unread.delete(0, end + 1);
    return Optional.of(LauncherReply.parse(line));
  }

  private boolean fill() throws IOException {
    int count = replies.read(chunk);
    if (count < 0) {
      throw new LauncherGone(new IOException("its standard output is at its end"));
    }
    if (unread.length() + count > LONGEST_REPLY) {
      throw new IOException("Tried to read a line of the launcher: it is too long");
    }
    byte[] bytes = new byte[count];
    chunk.get(0, bytes);
    unread.append(new String(bytes, StandardCharsets.US_ASCII));
    return count > 0;
  }

  /**
   * Ends the launcher and what it runs, and waits for that. A launcher that does not end by itself
   * is killed; what it ran dies with it, but not at once, and so is waited for, too, for some time.
   */
  @Override
  public void close() {
    try {
      frames.close();
    } catch (IOException alreadyGone) {
      process.destroyForcibly();
    }
    boolean interrupted = false;
    List<ProcessHandle> orphans = List.of();
    long deadline = System.nanoTime() + EXIT_PATIENCE.toNanos();
    while (process.isAlive()) {
      try {
        if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          orphans = process.children().toList();
          process.destroyForcibly();
          deadline += EXIT_PATIENCE.toNanos();
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    interrupted |= awaitEnd(orphans);
    closeReplies();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Each is the first process of a pid namespace: with it, all in there is gone. They have their
   * SIGKILL, and whoever does not go for it now holds nobody up for ever. Returns whether it was
   * interrupted.
   */
  private static boolean awaitEnd(List<ProcessHandle> orphans) {
    CompletableFuture<?>[] ends =
        orphans.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    CompletableFuture<Void> all = CompletableFuture.allOf(ends);
    CompletableFuture<Void> enough =
        all.completeOnTimeout(null, EXIT_PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    boolean interrupted = Thread.interrupted();
    enough.join();
    return interrupted;
  }

  private void closeReplies() {
    try {
      replies.close();
    } catch (IOException e) {
      throw new IllegalStateException("Tried to let go of a launcher that is gone", e);
    }
  }
}
