package gavel.cli.program;

import gavel.worker.JudgeFault;
import gavel.worker.topic.BrokerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * The whole pipeline on this machine: broker, guest executor and worker as children, which end when
 * this command does. As root, only the executor stays root.
 */
public final class LocalStack implements AutoCloseable {
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(60);
  private final Deque<Ending> started = new ArrayDeque<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final StackLayout layout;
  private String bootstrap = "";

  private LocalStack(StackLayout layout) {
    this.layout = layout;
  }

  private interface Ending {
    void end() throws IOException, InterruptedException;
  }

  /** Starts one after the other and waits until each is ready. */
  public static LocalStack start(StackLayout layout)
      throws EnvironmentProblem, InterruptedException {
    LocalStack stack = new LocalStack(layout);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stack-close"));
    boolean ready = false;
    try {
      stack.startAll();
      ready = true;
      return stack;
    } finally {
      if (!ready) {
        stack.close();
      }
    }
  }

  private void startAll() throws EnvironmentProblem, InterruptedException {
    try {
      BrokerProcess broker = BrokerProcess.start(layout.brokerCommand(), BROKER_PATIENCE);
      started.push(broker::close);
      watch("broker", broker.onExit());
      bootstrap = broker.bootstrap();
    } catch (JudgeFault refused) {
      throw new EnvironmentProblem(String.valueOf(refused.getMessage()), refused);
    }
    if (layout.hasExecutor()) {
      LocalExecutor executor = layout.startExecutor();
      started.push(executor::close);
      watch("guest executor", executor.onExit());
    }
    WorkerProcess worker = WorkerProcess.start(layout.workerCommand(bootstrap));
    started.push(worker::end);
    watch("worker", worker.onExit());
  }

  private void watch(String name, CompletableFuture<Integer> exit) {
    var _ =
        exit.thenAccept(code -> ended.complete("the " + name + " ended with exit code " + code));
  }

  /**
   * Completes when one of the programs ends although nobody asked it to, and says which; with
   * nothing when all are told to end.
   */
  public CompletableFuture<String> ended() {
    return ended;
  }

  /** Where the broker listens. */
  public String bootstrap() {
    return bootstrap;
  }

  /** Ends everything in the opposite order, and waits for each; a second call does nothing. */
  @Override
  public void close() {
    // From here on an end is what was asked for, and nothing to report.
    ended.complete("");
    synchronized (started) {
      while (!started.isEmpty()) {
        try {
          started.pop().end();
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        } catch (IOException unclosed) {
          System.err.println("gavel: a program could not be ended: " + unclosed.getMessage());
        }
      }
    }
  }
}
