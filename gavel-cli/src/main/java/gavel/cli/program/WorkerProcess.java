package gavel.cli.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A worker as a child of this command; it drains and ends when its standard input does. */
final class WorkerProcess {
  private static final String READY = "ready worker=";

  /** An emulated machine boots and tries every language in minutes. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration TO_DRAIN = Duration.ofSeconds(30);
  private final Process process;

  private WorkerProcess(Process process) {
    this.process = process;
  }

  /** Starts it and waits until it takes submissions; its log goes to our standard error. */
  static WorkerProcess start(List<String> command) throws EnvironmentProblem, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException refused) {
      throw new EnvironmentProblem("cannot start the worker: " + refused.getMessage(), refused);
    }
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("worker-stdout").start(() -> watch(process, ready));
    WorkerProcess worker = new WorkerProcess(process);
    try {
      if (!ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new EnvironmentProblem(
            "the worker ended with exit code " + process.waitFor() + "; it says why above");
      }
      return worker;
    } catch (TimeoutException late) {
      process.destroyForcibly();
      throw new EnvironmentProblem(
          "the worker was not ready within " + PATIENCE.toSeconds() + " s", late);
    } catch (ExecutionException unreadable) {
      process.destroyForcibly();
      throw new EnvironmentProblem("the worker's output cannot be read", unreadable);
    }
  }

  private static void watch(Process process, CompletableFuture<Boolean> ready) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(READY)) {
          ready.complete(true);
        }
      }
      ready.complete(false);
    } catch (IOException closed) {
      ready.completeExceptionally(closed);
    }
  }

  /** Completes with the exit code when it ends, whatever ended it. */
  CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Closes its standard input and waits until it has drained; after 30 s it is killed. */
  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(TO_DRAIN)) {
      process.destroyForcibly().waitFor();
    }
  }
}
