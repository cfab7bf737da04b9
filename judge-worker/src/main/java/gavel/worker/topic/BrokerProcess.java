package gavel.worker.topic;

import gavel.worker.JudgeFault.QueueFault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The embedded broker as a child process.
 *
 * <p>It ends when its standard input does, so it cannot outlive this program.
 */
public final class BrokerProcess implements AutoCloseable {
  private static final int STARTS = 5;
  private static final Duration SHUTDOWN = Duration.ofSeconds(20);
  private static final String PORT_TAKEN = "Address already in use";

  private final Process process;
  private final ChildOutput output;
  private String bootstrap = "";

  private BrokerProcess(Process process, ChildOutput output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a broker and waits until it serves clients. Where another program took a port between
   * the broker's choice and its use, it is started again.
   *
   * @param deadline for one start; it takes half a second to two on an idle machine
   * @throws QueueFault that quotes the end of the broker's log
   */
  public static BrokerProcess start(BrokerCommand command, Duration deadline)
      throws QueueFault, InterruptedException {
    return start(command.argv(), deadline);
  }

  /** The same for a command line that, say, changes the user before it starts the broker. */
  public static BrokerProcess start(List<String> argv, Duration deadline)
      throws QueueFault, InterruptedException {
    for (int start = 1; ; start++) {
      try {
        return startOnce(argv, deadline);
      } catch (QueueFault e) {
        if (start == STARTS || !String.valueOf(e.getMessage()).contains(PORT_TAKEN)) {
          throw e;
        }
      }
    }
  }

  private static BrokerProcess startOnce(List<String> argv, Duration deadline)
      throws QueueFault, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(argv).start();
    } catch (IOException e) {
      throw new QueueFault("Tried to start the broker " + argv, e, false);
    }
    BrokerProcess broker = new BrokerProcess(process, ChildOutput.of(process));
    boolean ready = false;
    try {
      broker.awaitReady(deadline);
      ready = true;
      return broker;
    } finally {
      if (!ready) {
        process.destroyForcibly();
      }
    }
  }

  private void awaitReady(Duration deadline) throws QueueFault, InterruptedException {
    try {
      bootstrap = output.bootstrap().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      int exit = process.waitFor();
      output.awaitEnd();
      throw new QueueFault(
          "The broker ended with exit code " + exit + " before it was ready: " + output.logTail(),
          e,
          false);
    } catch (TimeoutException e) {
      throw new QueueFault(
          "The broker was not ready in " + deadline.toSeconds() + " s: " + output.logTail(),
          e,
          true);
    }
  }

  /** Where clients connect: {@code 127.0.0.1:PORT}. */
  public String bootstrap() {
    return bootstrap;
  }

  /** Completes with the exit code when the broker ends, whatever ended it. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** The last lines of the broker's log. */
  public String logTail() {
    return output.logTail();
  }

  /** Ends the broker at once, as a crash would, and waits for that. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Lets the broker shut down cleanly, waits for that, and ends it by force after 20 seconds. */
  @Override
  public void close() {
    closeStdin();
    try {
      if (!process.waitFor(SHUTDOWN.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void closeStdin() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy();
    }
  }
}
