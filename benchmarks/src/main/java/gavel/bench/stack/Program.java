package gavel.bench.stack;

import gavel.model.ByteSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A program of Gavel as a child process: it says {@code ready …} when it is, ends when its standard
 * input does, and, where it is kept, is started again whatever ended it.
 */
public final class Program implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration TO_END = Duration.ofSeconds(30);
  private static final String READY = "ready ";
  private final String name;
  private final List<String> command;
  private final Path log;
  private final boolean kept;
  private final Thread keeper;
  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger starts = new AtomicInteger();
  private final AtomicReference<Running> running = new AtomicReference<>(Running.NONE);

  /** What runs now, and the line in which it said that it is ready. */
  private record Running(Optional<Process> process, Optional<String> ready) {
    static final Running NONE = new Running(Optional.empty(), Optional.empty());
  }

  private Program(String name, List<String> command, Path log, boolean kept) {
    this.name = name;
    this.command = command;
    this.log = log;
    this.kept = kept;
    this.keeper = Thread.ofPlatform().daemon().name("keeper-" + name).unstarted(this::keep);
  }

  /**
   * Starts it.
   *
   * @param log gets what it says on standard error
   * @param kept whether it is started again half a second after it has ended
   */
  static Program start(String name, List<String> command, Path log, boolean kept) {
    Program program = new Program(name, List.copyOf(command), log, kept);
    program.keeper.start();
    return program;
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  private void keep() {
    try {
      do {
        runOnce();
      } while (kept && !closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (IOException broken) {
      System.err.println("gavel-bench: " + name + ": " + broken.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      running.set(Running.NONE);
      first.countDown();
    }
  }

  private void runOnce() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    starts.incrementAndGet();
    running.set(new Running(Optional.of(process), Optional.empty()));
    if (closing.getCount() == 0) {
      process.getOutputStream().close();
    }
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines
          .lines()
          .filter(line -> line.startsWith(READY))
          .forEach(line -> {
            running.set(new Running(Optional.of(process), Optional.of(line)));
            first.countDown();
          });
    } catch (UncheckedIOException killed) {
      throw killed.getCause();
    }
    process.waitFor();
    running.set(Running.NONE);
  }

  /**
   * Waits until it is ready for the first time; what follows {@code ready}.
   *
   * @throws IOException that quotes the end of its log when it is not
   */
  String awaitReady(Duration patience) throws IOException, InterruptedException {
    boolean heard = first.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    Optional<String> ready = running.get().ready();
    if (!heard || ready.isEmpty()) {
      String said = Files.exists(log) ? Files.readString(log).strip() : "";
      throw new IOException(
          "Tried to start the "
              + name
              + ": not ready after "
              + patience.toSeconds()
              + " s: "
              + said.substring(Math.max(0, said.length() - 1000)));
    }
    return ready.get().substring(READY.length());
  }

  /** Whether it runs and has said that it is ready. */
  public boolean isReady() {
    return running.get().ready().isPresent();
  }

  /** Whether it runs. */
  public boolean isRunning() {
    return running.get().process().filter(Process::isAlive).isPresent();
  }

  /** How often it was started. */
  public int starts() {
    return starts.get();
  }

  /** Memory that it has now; nothing where it does not run. */
  public Optional<ByteSize> resident() throws IOException {
    Optional<Process> process = running.get().process();
    if (process.isEmpty()) {
      return Optional.empty();
    }
    Path status = Path.of("/proc", Long.toString(process.get().pid()), "status");
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Optional.of(ByteSize.ofKiB(Long.parseLong(line.replaceAll("\\D", ""))));
      }
    }
    return Optional.empty();
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    running.get().process().ifPresent(Process::destroyForcibly);
  }

  /** Asks it to end, as a service manager does. */
  public void terminate() {
    running.get().process().ifPresent(Process::destroy);
  }

  /** Holds it where it is until {@link #proceed}. */
  public void stop() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets it go on, also where nobody stopped it. */
  public void proceed() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Optional<Process> process = running.get().process().filter(Process::isAlive);
    if (process.isPresent()) {
      // Java knows no such signals; the shell has them without another package.
      new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.get().pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  /** Closes its standard input, waits until it has ended, and kills it after 30 s. */
  @Override
  public void close() throws IOException {
    closing.countDown();
    try {
      proceed();
      Optional<Process> process = running.get().process();
      if (process.isPresent()) {
        process.get().getOutputStream().close();
      }
      if (!keeper.join(TO_END)) {
        kill();
        keeper.join();
      }
    } catch (InterruptedException _) {
      kill();
      Thread.currentThread().interrupt();
    }
  }
}
