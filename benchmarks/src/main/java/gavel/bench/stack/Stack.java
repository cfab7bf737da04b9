package gavel.bench.stack;

import gavel.bench.rig.ScratchDirectory;
import gavel.worker.JudgeFault;
import gavel.worker.topic.TopicSetup;
import gavel.worker.topic.Topics;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.apache.kafka.clients.admin.Admin;

/**
 * Broker, guest executor and workers. All of them end when it is closed, when this JVM is told to
 * end, and when it is killed.
 */
public final class Stack implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Below what Linux hands out to outgoing connections: a port from there stays free. */
  private static final int LOWEST_PORT = 20_000;

  private static final int HIGHEST_PORT = 32_000;
  private static final short BROKERS_DEFAULT = -1;
  private final Distribution distribution;
  private final ScratchDirectory scratch;
  private final boolean kept;
  private final List<Program> programs = new ArrayList<>();
  private final List<Program> workers = new ArrayList<>();
  private final Thread onSignal = new Thread(this::abandon, "stack-close");
  private String bootstrap = "";

  private Stack(Distribution distribution, ScratchDirectory scratch, boolean kept) {
    this.distribution = distribution;
    this.scratch = scratch;
    this.kept = kept;
  }

  /**
   * Starts the broker, with its topics, and the executor.
   *
   * @param slots of the executor
   * @param kept whether each program is started again whenever it ends
   */
  public static Stack start(ScratchDirectory scratch, int slots, boolean kept)
      throws IOException, InterruptedException {
    Stack stack = new Stack(Distribution.ofEnvironment(), scratch, kept);
    Runtime.getRuntime().addShutdownHook(stack.onSignal);
    boolean ready = false;
    try {
      stack.startBroker();
      stack.startExecutor(slots);
      ready = true;
      return stack;
    } finally {
      if (!ready) {
        stack.close();
      }
    }
  }

  private void startBroker() throws IOException, InterruptedException {
    OptionalInt port = kept ? OptionalInt.of(freePort()) : OptionalInt.empty();
    Path data = scratch.directory("broker");
    Program broker = start("broker", distribution.broker(data, port));
    bootstrap = broker.awaitReady(PATIENCE).replace("bootstrap=", "");
    try (Admin admin = admin()) {
      TopicSetup.ensure(admin, BROKERS_DEFAULT, Topics.WORKERS);
    } catch (JudgeFault refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }

  private static int freePort() throws IOException {
    SplittableRandom random = new SplittableRandom();
    int port = random.nextInt(LOWEST_PORT, HIGHEST_PORT);
    while (!isFree(port)) {
      port = random.nextInt(LOWEST_PORT, HIGHEST_PORT);
    }
    return port;
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (BindException taken) {
      return false;
    }
  }

  private void startExecutor(int slots) throws IOException, InterruptedException {
    start("executor", distribution.executor(scratch.directory("executor"), slots))
        .awaitReady(PATIENCE);
  }

  private Program start(String name, List<String> command) throws IOException {
    Program program = Program.start(name, command, logs().resolve(name + ".log"), kept);
    synchronized (programs) {
      programs.add(program);
    }
    return program;
  }

  /** Starts a worker, which is ready on return. */
  public Program startWorker(String name, int slots) throws IOException, InterruptedException {
    List<String> flags =
        List.of(
            "--kafka.bootstrap=" + bootstrap,
            "--problems.dirs=" + scratch.directory("problems"),
            "--guest.socket=" + scratch.directory("executor").resolve("guest.sock"),
            "--worker.scratch=" + scratch.directory("worker"),
            "--worker.name=" + name,
            String.format(Locale.ROOT, "--worker.slots=%d", slots));
    Program worker = start(name, distribution.worker(flags));
    workers.add(worker);
    worker.awaitReady(PATIENCE);
    return worker;
  }

  /** For problems of the workers, to be written before they are submitted to. */
  public static Packages problems(ScratchDirectory scratch) throws IOException {
    return new Packages(scratch.directory("problems"));
  }

  /** What each program said on standard error, {@code NAME.log}. */
  public Path logs() throws IOException {
    return scratch.directory("logs");
  }

  /** The broker. */
  public Program broker() {
    return programs.get(0);
  }

  /** The executor. */
  public Program executor() {
    return programs.get(1);
  }

  /** The workers, in the order of their starts. */
  public List<Program> workers() {
    return List.copyOf(workers);
  }

  /** Where clients connect. */
  public String bootstrap() {
    return bootstrap;
  }

  /** For questions to the broker; the caller closes it. */
  public Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  /** The JVM ends, and nobody else will clear up. */
  private void abandon() {
    endAll();
    try {
      scratch.close();
    } catch (IOException left) {
      System.err.println("gavel-bench: " + left.getMessage() + " is left");
    }
  }

  private void endAll() {
    List<Program> all;
    synchronized (programs) {
      all = List.copyOf(programs).reversed();
    }
    for (Program each : all) {
      try {
        each.close();
      } catch (IOException left) {
        System.err.println("gavel-bench: " + each.name() + " was not ended: " + left.getMessage());
      }
    }
  }

  /** Ends the workers first, the broker last, and waits for each. */
  @Override
  public void close() {
    endAll();
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException _) {
      // the JVM is ending, and the hook does the same
    }
  }
}
