package gavel.worker.app;

import gavel.worker.guest.GuestProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The real guest executor of the distribution, at a socket of the test's choice. */
public final class Executor implements AutoCloseable {
  private final Path directory;
  private final List<String> prefix;
  private GuestProcess process;

  /** Starts it, with its state below the directory. */
  public Executor(Path directory) throws IOException, InterruptedException {
    this(directory, List.of());
  }

  /** The same by a program that becomes it. */
  Executor(Path directory, List<String> prefix) throws IOException, InterruptedException {
    this.directory = directory;
    this.prefix = prefix;
    this.process = start(0);
  }

  private int starts;

  private GuestProcess start(int attempt) throws IOException, InterruptedException {
    starts = attempt + 1;
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            Path.of(System.getProperty("gavel.home"), "lib/executor", "*").toString(),
            "gavel.executor.app.Main",
            "--socket",
            socket().toString(),
            "--state-dir",
            directory.resolve("state-" + attempt).toString(),
            "--slots",
            "2",
            "--first-uid",
            "61000",
            "--until-stdin-ends"));
    return GuestProcess.start(command, Duration.ofSeconds(60));
  }

  /** Where it listens. */
  public Path socket() {
    return directory.resolve("guest.sock");
  }

  long pid() {
    return process.handle().pid();
  }

  /** As {@code kill} does: STOP and CONT. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("Tried to send SIG" + name + " to the executor");
    }
  }

  /** As a crash would end it; then another one starts at the same socket. */
  void crashAndRestart() throws IOException, InterruptedException {
    crash();
    restart();
  }

  /** As a crash would end it. */
  void crash() throws IOException {
    process.handle().destroyForcibly();
    process.handle().onExit().join();
    process.close();
  }

  /** Starts another one at the same socket. */
  void restart() throws IOException, InterruptedException {
    process = start(starts);
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
