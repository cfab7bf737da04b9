package gavel.worker.app;

import gavel.worker.JudgeFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker program; see the package description for its contract. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final int OK = 0;
  private static final int USAGE = 2;
  private static final int ENVIRONMENT = 3;

  private final Map<String, String> environment;
  private final InputStream stdin;
  private final PrintStream stdout;
  private final PrintStream stderr;

  private Main(
      Map<String, String> environment, InputStream stdin, PrintStream stdout, PrintStream stderr) {
    this.environment = environment;
    this.stdin = stdin;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** Runs the worker and ends the JVM. */
  @SuppressForbidden("the end of the program")
  public static void main(String[] arguments) throws InterruptedException {
    Main program = new Main(System.getenv(), System.in, System.out, System.err);
    System.exit(program.run(List.of(arguments)));
  }

  /** The same with everything that it touches given. */
  static int run(
      List<String> arguments,
      Map<String, String> environment,
      InputStream stdin,
      PrintStream stdout,
      PrintStream stderr)
      throws InterruptedException {
    return new Main(environment, stdin, stdout, stderr).run(arguments);
  }

  private int run(List<String> words) throws InterruptedException {
    try {
      WorkerArguments arguments = WorkerArguments.parse(words);
      if (arguments.help()) {
        stdout.print(WorkerArguments.USAGE);
        return OK;
      }
      WorkerConfig config =
          WorkerConfigReader.read(arguments.config(), environment, arguments.flags());
      if (arguments.checkOnly()) {
        stdout.println("The configuration is sound");
        return OK;
      }
      return work(config, arguments.untilStdinEnds());
    } catch (WorkerArguments.Misuse misuse) {
      stderr.println("gavel-worker: " + misuse.getMessage() + "; --help says what is");
      return USAGE;
    } catch (ConfigProblems problems) {
      stderr.println(problems.getMessage());
      return USAGE;
    } catch (JudgeFault | SelfTest.Failed | IOException fault) {
      LOG.debug("The worker did not start", fault);
      stderr.println("gavel-worker: " + fault.getMessage());
      return ENVIRONMENT;
    }
  }

  private int work(WorkerConfig config, boolean untilStdinEnds)
      throws JudgeFault, SelfTest.Failed, IOException, InterruptedException {
    CompletableFuture<Void> end = new CompletableFuture<>();
    try (Wiring worker = Wiring.start(config, Clock.systemUTC())) {
      Thread onSignal = new Thread(worker::close, "worker-shutdown");
      Runtime.getRuntime().addShutdownHook(onSignal);
      var _ = worker.failure().whenComplete((_, cause) -> end.completeExceptionally(cause));
      if (untilStdinEnds) {
        Thread.ofPlatform().daemon().name("worker-stdin").start(() -> awaitStdin(end));
      }
      stdout.println("ready worker=" + config.name() + " slots=" + config.slots());
      stdout.flush();
      end.get();
      return OK;
    } catch (ExecutionException failed) {
      LOG.error("The worker cannot go on", failed.getCause());
      return ENVIRONMENT;
    }
  }

  private void awaitStdin(CompletableFuture<Void> end) {
    try {
      while (stdin.read() >= 0) {
        // what is said is of no interest, only that nobody is left to say it
      }
      end.complete(null);
    } catch (IOException broken) {
      LOG.debug("Standard input broke", broken);
      end.complete(null);
    }
  }
}
