package gavel.worker.guest.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The vsock daemon, built with address and undefined-behaviour sanitizers, against a program that
 * plays the front end, the guest and clients: see {@code src/test/c/vsock-guest.c}.
 */
@Tag("vm")
final class VsockDaemonIT {
  private static final String SANITIZED =
      "CFLAGS=-std=c17 -g -O1 -D_GNU_SOURCE -fsanitize=address,undefined -fno-sanitize-recover=all";

  /** What the daemon waits for silent clients and guests, in milliseconds. */
  private static final String PATIENCE = "500";

  private static final String CID = "3";

  @TempDir private static Path directory;

  private static Path guest() {
    return directory.resolve("vsock-guest");
  }

  @BeforeAll
  static void build() throws Exception {
    execute("make", "-s", "-C", "src/main/c", "OUT=" + directory, SANITIZED, "LDFLAGS=");
    execute(
        "gcc",
        "-std=c17",
        "-O1",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-D_GNU_SOURCE",
        "-o",
        guest().toString(),
        "src/test/c/vsock-guest.c");
  }

  @TestFactory
  Stream<DynamicTest> behavesIn() throws Exception {
    List<String> scenarios = execute(guest().toString(), "--list").lines().toList();
    assertThat(scenarios).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    return scenarios.stream().map(name -> dynamicTest(name, () -> play(name)));
  }

  private static void play(String scenario) throws Exception {
    Path front = directory.resolve(scenario + ".front");
    Path clients = directory.resolve(scenario + ".clients");
    Path said = directory.resolve(scenario + ".log");
    try (Daemon daemon = Daemon.start(front, clients, said)) {
      Process peer = daemon.peer(scenario, front, clients);
      assertThat(peer.waitFor(60, TimeUnit.SECONDS)).as("%s ends", scenario).isTrue();
      String why = new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(peer.exitValue()).as("%s%n%s", why, Files.readString(said)).isZero();
      assertThat(daemon.process().waitFor(60, TimeUnit.SECONDS)).as("ends with it").isTrue();
      assertThat(daemon.process().exitValue()).as(Files.readString(said)).isZero();
      assertThat(front).doesNotExist();
      assertThat(clients).doesNotExist();
    }
  }

  @Test
  void endsWithStandardInput() throws Exception {
    Path clients = directory.resolve("clients");
    try (Daemon daemon =
        Daemon.start(directory.resolve("front"), clients, directory.resolve("log"))) {
      daemon.process().getOutputStream().close();
      assertThat(daemon.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(daemon.process().exitValue()).isZero();
      assertThat(clients).doesNotExist();
    }
  }

  @Test
  void neverOutlivesItsFrontEndNorThatIt() throws Exception {
    Process daemon = daemonOf("sleep", "1000");
    assertThat(daemon.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
    ProcessHandle child =
        await().until(() -> daemon.children().findFirst(), Optional::isPresent).orElseThrow();
    daemon.destroyForcibly();
    child.onExit().get(60, TimeUnit.SECONDS);
    Process ending = daemonOf("true");
    assertThat(ending.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Process missing = daemonOf("/no/such/program");
    assertThat(missing.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(missing.getErrorStream().readAllBytes()).asString().contains("/no/such/program");
  }

  private static Process daemonOf(String... monitor) throws IOException {
    Path place = Files.createTempDirectory(directory, "");
    List<String> command = new ArrayList<>(List.of(directory.resolve("gavel-vsock").toString()));
    command.addAll(List.of(place + "/front", place + "/clients", CID, PATIENCE));
    command.addAll(List.of(monitor));
    return new ProcessBuilder(command).start();
  }

  @Test
  void refusesWhatCannotBe() throws Exception {
    String program = directory.resolve("gavel-vsock").toString();
    String front = directory.resolve("f").toString();
    String clients = directory.resolve("c").toString();
    for (List<String> words :
        List.of(
            List.of("2"),
            List.of("4294967295"),
            List.of("x"),
            List.of("3", "0"),
            List.<String>of())) {
      List<String> command = new ArrayList<>(List.of(program, front, clients));
      command.addAll(words);
      Process refused = new ProcessBuilder(command).start();
      assertThat(refused.waitFor()).as("%s", words).isIn(1, 2);
      assertThat(refused.getErrorStream().readAllBytes()).isNotEmpty();
    }
  }

  private static String execute(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** The daemon, which ends with this. */
  private record Daemon(Process process) implements AutoCloseable {
    static Daemon start(Path front, Path clients, Path log) throws IOException {
      String program = directory.resolve("gavel-vsock").toString();
      Process process =
          new ProcessBuilder(program, front.toString(), clients.toString(), CID, PATIENCE)
              .redirectError(log.toFile())
              .start();
      assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
      return new Daemon(process);
    }

    Process peer(String scenario, Path front, Path clients) throws IOException {
      return new ProcessBuilder(guest().toString(), scenario, front.toString(), clients.toString())
          .redirectErrorStream(true)
          .start();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
