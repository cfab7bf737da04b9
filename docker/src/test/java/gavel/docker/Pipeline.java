package gavel.docker;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigInteger;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** One broker, one executor and one worker in containers. */
final class Pipeline implements AutoCloseable {
  static final String WORKER = "worker";
  static final String EXECUTOR = "executor";
  static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int ATTEMPTS = 100;
  private static final int LOWEST_PORT = 20_000;
  private static final int LOWEST_EPHEMERAL_PORT = 32_768;

  /** From linux/capability.h, of those that compose.yaml may list. */
  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("CHOWN", 0),
          Map.entry("DAC_OVERRIDE", 1),
          Map.entry("FOWNER", 3),
          Map.entry("KILL", 5),
          Map.entry("SETGID", 6),
          Map.entry("SETUID", 7),
          Map.entry("SETPCAP", 8),
          Map.entry("SYS_CHROOT", 18),
          Map.entry("SYS_PTRACE", 19),
          Map.entry("SYS_ADMIN", 21),
          Map.entry("MKNOD", 27));

  private final DockerDaemon daemon;
  private final ComposeFile compose;
  private final GenericContainer<?> kafka;
  private final int port;

  private Pipeline(DockerDaemon daemon, ComposeFile compose, GenericContainer<?> kafka, int port) {
    this.daemon = daemon;
    this.compose = compose;
    this.kafka = kafka;
    this.port = port;
  }

  /** Returns when the worker takes submissions. */
  static Pipeline start(DockerDaemon daemon, ComposeFile compose, Path problems)
      throws IOException, InterruptedException {
    System.setProperty("DOCKER_HOST", daemon.host());
    // That of the oldest daemon that this is for; Testcontainers asks for a newer one.
    System.setProperty("api.version", "1.41");
    int port = freePort();
    GenericContainer<?> kafka =
        new GenericContainer<>(
                DockerImageName.parse("gavel/kafka").asCompatibleSubstituteFor("apache/kafka"))
            .withImagePullPolicy(_ -> false)
            .withNetworkMode("host")
            .withEnv(settings(compose, port, freePort()))
            .waitingFor(Wait.forSuccessfulCommand("bash -c '</dev/tcp/127.0.0.1/" + port + "'"))
            .withStartupTimeout(PATIENCE);
    kafka.start();
    Pipeline pipeline = new Pipeline(daemon, compose, kafka, port);
    pipeline.startExecutor();
    pipeline.startWorker(problems, freePort());
    return pipeline;
  }

  /** Those of compose.yaml, for one broker alone. */
  private static Map<String, String> settings(ComposeFile compose, int port, int controller) {
    Map<String, String> settings = new TreeMap<>(compose.environment("kafka-1"));
    settings.replaceAll((name, value) ->
        name.endsWith("_REPLICATION_FACTOR") || name.endsWith("_MIN_ISR") ? "1" : value);
    settings.put("KAFKA_MIN_INSYNC_REPLICAS", "1");
    settings.put("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@127.0.0.1:" + controller);
    settings.put(
        "KAFKA_LISTENERS",
        "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
    settings.put("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://127.0.0.1:" + port);
    return settings;
  }

  private void startExecutor() throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("run", "--detach", "--name", EXECUTOR));
    words.addAll(compose.rights("executor-1"));
    words.addAll(
        List.of("--network=none", "--volume=run:/run/gavel", "gavel/executor", "--slots", "1"));
    daemon.docker(words.toArray(String[]::new));
    awaitLine(EXECUTOR);
  }

  private void startWorker(Path problems, int http) throws IOException, InterruptedException {
    Map<String, String> environment = new TreeMap<>(compose.environment("worker-1"));
    environment.put("GAVEL_KAFKA_BOOTSTRAP", "127.0.0.1:" + port);
    environment.put("GAVEL_WORKER_SLOTS", "1");
    environment.put("GAVEL_HTTP_LISTEN", "127.0.0.1:" + http);
    List<String> words = new ArrayList<>(List.of("run", "--detach", "--name", WORKER));
    words.addAll(compose.rights("worker-1"));
    environment.forEach((name, value) -> words.add("--env=" + name + "=" + value));
    words.addAll(
        List.of(
            "--network=host",
            "--volume=run:/run/gavel",
            "--volume=" + problems + ":/var/lib/gavel/problems:ro",
            "gavel/worker"));
    daemon.docker(words.toArray(String[]::new));
    awaitLine(WORKER);
  }

  private void awaitLine(String container) {
    await(container)
        .atMost(PATIENCE)
        .failFast(() -> requireRunning(container))
        .until(() -> log(container).lines().anyMatch(line -> line.startsWith("ready ")));
  }

  private void requireRunning(String container) throws IOException, InterruptedException {
    if (!"true".equals(daemon.docker("inspect", "-f", "{{.State.Running}}", container))) {
      throw new IOException(container + " ended: " + log(container));
    }
  }

  private String log(String container) throws IOException, InterruptedException {
    Command log = daemon.tried("logs", container);
    return log.stdout() + log.stderr();
  }

  /** As a user does, who waits for the verdict. */
  Command submit(String problem, Path source) throws IOException, InterruptedException {
    List<String> words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            Path.of(System.getProperty("gavel.home"), "lib/cli", "*").toString(),
            "gavel.cli.Main",
            "submit",
            "--bootstrap",
            "127.0.0.1:" + port,
            "--problem",
            problem,
            "--deadline",
            "5min",
            "--wait",
            "--json",
            source.toString());
    Command submit = Command.run(Map.of(), words);
    if (submit.stdout().isBlank()) {
      throw new IOException(submit.stderr() + log(WORKER));
    }
    return submit;
  }

  /** What the kernel says of a container's first process, seen from outside. */
  Map<String, String> status(String container) throws IOException, InterruptedException {
    String pid = daemon.docker("inspect", "-f", "{{.State.Pid}}", container);
    return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
        .map(line -> line.split(":", 2))
        .collect(Collectors.toMap(line -> line[0], line -> line[1].strip()));
  }

  GenericContainer<?> kafka() {
    return kafka;
  }

  /** Those of compose.yaml, as bits. */
  BigInteger listedCapabilities() {
    BigInteger bits = BigInteger.ZERO;
    for (String name : compose.capabilities("executor-1")) {
      bits = bits.setBit(Objects.requireNonNull(NUMBERS.get(name), name));
    }
    return bits;
  }

  /** Below those that the kernel gives to whoever names none, so nobody gets it meanwhile. */
  private static int freePort() throws IOException {
    BindException taken = new BindException("No port was tried");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, LOWEST_EPHEMERAL_PORT);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        return port;
      } catch (BindException inUse) {
        taken = inUse;
      }
    }
    throw taken;
  }

  @Override
  public void close() {
    kafka.stop();
  }
}
