package gavel.worker.app;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The real worker program of the distribution, as a child process. */
final class WorkerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader stdout;
  final String ready;

  private WorkerProcess(Process process) throws IOException {
    this.process = process;
    this.stdout = process.inputReader(StandardCharsets.UTF_8);
    this.ready = String.valueOf(stdout.readLine());
  }

  /** Returns when it takes submissions; its log goes to the test's standard error. */
  static WorkerProcess start(
      String name, String bootstrap, Path problems, Executor executor, String... more)
      throws IOException {
    return start(
        name, bootstrap, problems, executor, ProcessBuilder.Redirect.INHERIT, List.of(more));
  }

  /** The same with further flags, and the log somewhere else. */
  static WorkerProcess start(
      String name,
      String bootstrap,
      Path problems,
      Executor executor,
      ProcessBuilder.Redirect log,
      List<String> flags)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.add("-Xmx256m");
    command.addAll(
        List.of(
            "-cp",
            Path.of(System.getProperty("gavel.home"), "lib/worker", "*").toString(),
            "gavel.worker.app.Main",
            "--until-stdin-ends",
            "--kafka.bootstrap=" + bootstrap,
            "--problems.dirs=" + problems,
            "--guest.socket=" + executor.socket(),
            "--worker.scratch=" + problems.resolveSibling("scratch-" + name),
            "--worker.name=" + name,
            "--worker.slots=1",
            "--worker.grace=60s"));
    command.addAll(flags);
    return new WorkerProcess(new ProcessBuilder(command).redirectError(log).start());
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits until it ends for a reason of its own; its exit code. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** Lets it end by itself; its exit code. */
  int end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    return process.waitFor();
  }

  /** As {@code systemctl reload} does. */
  void hangUp() throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IOException("Tried to send SIGHUP to the worker");
    }
  }

  /** As systemd does; its exit code. */
  int terminate() throws InterruptedException {
    process.toHandle().destroy();
    return process.waitFor();
  }

  /** As an impatient person does; its exit code. */
  int terminateAgainAndAgain() {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          process.toHandle().destroy();
          return !process.isAlive();
        });
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    stdout.close();
  }
}
