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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker program; see the package description for its contract. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final int OK = 0;
  private static final int USAGE = 2;
  private static final int ENVIRONMENT = 3;

  /** What a shell adds to the number of the signal that ended a program. */
  private static final int SIGNALLED = 128;

  /** The signals that end a worker, called as they are without SIG. */
  private enum Ending {
    INT(2),
    TERM(15);

    final int number;

    Ending(int number) {
      this.number = number;
    }
  }

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
      if (arguments.template()) {
        stdout.print(ConfigTemplate.text());
        return OK;
      }
      if (arguments.checkOnly()) {
        return check(arguments);
      }
      LiveRules.Source source =
          new LiveRules.Source(
              arguments.config(),
              () -> WorkerConfigReader.readAll(arguments.config(), environment, arguments.flags()));
      WorkerConfigReader.Read read = source.read();
      LogFormat.use(read.config().logFormat());
      return work(read, source, arguments.untilStdinEnds());
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

  private int check(WorkerArguments arguments) throws InterruptedException {
    int exit;
    ConfigReport report;
    try {
      WorkerConfigReader.Read read =
          WorkerConfigReader.readAll(arguments.config(), environment, arguments.flags());
      ConfigCheck.Found found = ConfigCheck.look(read.config(), arguments.connect());
      report = ConfigReport.of(found, read.settings());
      exit = found.ok() ? OK : found.mistakes().isEmpty() ? ENVIRONMENT : USAGE;
    } catch (ConfigProblems wrong) {
      report = ConfigReport.unreadable(wrong.problems());
      exit = USAGE;
    }
    report.print(arguments.json(), stdout, stderr);
    return exit;
  }

  private int work(WorkerConfigReader.Read read, LiveRules.Source source, boolean untilStdinEnds)
      throws JudgeFault, SelfTest.Failed, IOException, InterruptedException {
    WorkerConfig config = read.config();
    CompletableFuture<Void> end = new CompletableFuture<>();
    AtomicInteger signalled = new AtomicInteger();
    // before it is ready that would end the process: nobody who asks for a reload wants that
    AtomicReference<Runnable> reload = new AtomicReference<>(Main::tooEarly);
    Signals.onEach("HUP", () -> reload.get().run());
    try (Wiring worker = Wiring.start(read, source, Clock.systemUTC())) {
      Thread onShutdown = new Thread(worker::close, "worker-shutdown");
      Runtime.getRuntime().addShutdownHook(onShutdown);
      for (Ending ending : Ending.values()) {
        Signals.onEach(ending.name(), () -> endOrHurry(ending, signalled, end, worker));
      }
      reload.set(worker::reload);
      var _ = worker.failure().whenComplete((_, cause) -> end.completeExceptionally(cause));
      if (untilStdinEnds) {
        Thread.ofPlatform().daemon().name("worker-stdin").start(() -> awaitStdin(end));
      }
      stdout.println(
          "ready worker="
              + config.name()
              + " slots="
              + config.slots()
              + worker.listening().map(address -> " http=" + address).orElse(""));
      stdout.flush();
      end.get();
    } catch (ExecutionException failed) {
      LOG.error("The worker cannot go on", failed.getCause());
      return ENVIRONMENT;
    }
    return signalled.get();
  }

  private static void tooEarly() {
    LOG.info("SIGHUP before the worker is ready: it has just read its files");
  }

  /** The first signal lets what is in hand be finished, the next one gives it back at once. */
  private static void endOrHurry(
      Ending ending, AtomicInteger signalled, CompletableFuture<Void> end, Wiring worker) {
    if (signalled.compareAndSet(OK, SIGNALLED + ending.number)) {
      end.complete(null);
    } else {
      LOG.warn("Signalled again: what is in hand goes back to the queue");
      worker.hurry();
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
