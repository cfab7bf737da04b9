package gavel.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import gavel.model.protocol.GuestMessage.Health;
import gavel.model.protocol.GuestRequest.HealthCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is started by others. */
@Tag("sandbox")
class ProgramIT {
  @TempDir Path temporary;

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    Path log = temporary.resolve("log");
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private Process serve() throws IOException {
    return start(
        "--socket",
        socket().toString(),
        "--state-dir",
        temporary.resolve("state").toString(),
        "--slots",
        "1",
        "--first-uid",
        "62000",
        "--until-stdin-ends");
  }

  private Path socket() {
    return temporary.resolve("run/guest.sock");
  }

  private String log() throws IOException {
    return Files.readString(temporary.resolve("log"));
  }

  private static void awaitReady(Process process, Path socket) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).isEqualTo("ready socket=" + socket + " slots=1");
  }

  private static void awaitExit(Process process, int code) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(code);
  }

  private void assertServes() throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    try (TestPeer peer = TestPeer.lengthPrefixed(channel, temporary)) {
      assertThat(peer.ask(new HealthCheck("1"))).isInstanceOf(Health.class);
    }
  }

  private static List<Path> cgroupsOf(Process process) throws IOException {
    String prefix = "gavel-" + process.pid() + "-";
    try (Stream<Path> all = Files.walk(Path.of("/sys/fs/cgroup"), 2)) {
      return all.filter(path -> path.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private void assertNothingIsLeft(Process process) throws IOException {
    assertThat(cgroupsOf(process)).isEmpty();
    assertThat(socket()).doesNotExist();
    try (Stream<Path> state = Files.list(temporary.resolve("state"))) {
      assertThat(state.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("lock", "cache");
    }
  }

  @Test
  void itEndsWithItsStandardInput() throws Exception {
    Process process = serve();
    awaitReady(process, socket());
    assertServes();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
        .isEqualTo("rw-rw----");
    process.getOutputStream().close();
    awaitExit(process, 0);
    assertNothingIsLeft(process);
  }

  @Test
  void itEndsWhenItIsTold() throws Exception {
    Process process = serve();
    awaitReady(process, socket());
    process.toHandle().destroy();
    awaitExit(process, 128 + 15);
    assertNothingIsLeft(process);
  }

  @Test
  void oneThatWasKilledIsReplacedAndCleanedUpAfter() throws Exception {
    Process first = serve();
    awaitReady(first, socket());
    Files.writeString(temporary.resolve("state/bodies/left"), "behind");
    first.destroyForcibly();
    awaitExit(first, 128 + 9);
    assertThat(socket()).exists();
    Process second = serve();
    awaitReady(second, socket());
    assertServes();
    assertThat(cgroupsOf(first)).isEmpty();
    second.getOutputStream().close();
    awaitExit(second, 0);
    assertNothingIsLeft(second);
  }

  @Test
  void aLiveOneIsNotReplaced() throws Exception {
    Process first = serve();
    awaitReady(first, socket());
    Process sameState = serve();
    awaitExit(sameState, 3);
    assertThat(log()).contains("another executor uses it; give each its own --state-dir");
    Process sameSocket =
        start("--socket", socket().toString(), "--state-dir", temporary + "/other", "--slots", "1");
    awaitExit(sameSocket, 3);
    assertThat(log()).contains("Another program listens on " + socket());
    assertServes();
    first.getOutputStream().close();
    awaitExit(first, 0);
  }

  @Test
  void whatIsWrongIsSaidInALine() throws Exception {
    awaitExit(start("--state-dir", "/x"), 2);
    assertThat(log())
        .isEqualTo("gavel-executor: --socket PATH is missing; see gavel-executor --help\n");
    Path languages = Files.writeString(temporary.resolve("l.yaml"), "c: {colour: red}");
    awaitExit(
        start(
            "--socket", socket().toString(),
            "--state-dir", temporary + "/state",
            "--languages", languages.toString()),
        3);
    assertThat(log()).contains(languages + ": c.colour is not known here");
    Path noSocket = Files.writeString(temporary.resolve("file"), "precious");
    awaitExit(
        start("--socket", noSocket.toString(), "--state-dir", temporary + "/state", "--slots", "1"),
        3);
    assertThat(log()).contains("There is something else than a socket at " + noSocket);
    assertThat(noSocket).hasContent("precious");
    awaitExit(
        start(
            "--socket",
            socket().toString(),
            "--state-dir",
            temporary + "/state",
            "--slots",
            "1",
            "--socket-group",
            "nosuchgroup"),
        3);
    assertThat(log()).contains("There is no group nosuchgroup");
  }

  @Test
  void aDirectoryOfSomebodyElseIsNotTaken() throws Exception {
    Path state = Files.createDirectory(temporary.resolve("state"));
    Files.setAttribute(state, "unix:uid", 62_100);
    awaitExit(serve(), 3);
    assertThat(log()).contains("it belongs to user 62100, who could change what is started");
    assertThat(state).isEmptyDirectory();
  }

  @Test
  void itChecksThisMachine() throws Exception {
    Process process = start("--check", "--json");
    ObjectNode report = StrictJson.readObject(process.getInputStream().readAllBytes());
    awaitExit(process, 0);
    assertThat(report.path("ok").asBoolean()).as(report.toPrettyString()).isTrue();
    List<String> names = new ArrayList<>();
    report.path("checks").forEach(check -> names.add(check.path("name").asText()));
    assertThat(names)
        .containsSubsequence(
            "root",
            "kernel",
            "capabilities",
            "pid namespace",
            "mount_setattr",
            "seccomp notification",
            "cgroups",
            "controller memory",
            "sandbox",
            "run",
            "limits",
            "language c",
            "language cpp",
            "language java",
            "language python",
            "swap",
            "core pattern",
            "user namespaces",
            "kvm");
    assertThat(cgroupsOf(process)).isEmpty();
  }
}
