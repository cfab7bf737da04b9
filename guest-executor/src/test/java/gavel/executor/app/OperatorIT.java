package gavel.executor.app;

import static gavel.executor.app.Programs.body;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Ack;
import gavel.model.protocol.GuestMessage.CommandEnded;
import gavel.model.protocol.GuestMessage.Done;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestRequest.Cancel;
import gavel.model.protocol.GuestRequest.ConfigureNetwork;
import gavel.model.protocol.GuestRequest.Exec;
import gavel.model.protocol.GuestRequest.HealthCheck;
import gavel.model.protocol.GuestRequest.PowerOff;
import gavel.model.protocol.GuestRequest.SetClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators' requests over a real socket. */
@Tag("sandbox")
class OperatorIT {
  @TempDir static Path temporary;
  private static ExecutorFixture executor;

  @BeforeAll
  static void start() throws Exception {
    executor = ExecutorFixture.start(temporary, 1);
  }

  @AfterAll
  static void stop() throws Exception {
    executor.close();
  }

  private static Exec exec(String... argv) {
    return new Exec("1", List.of(argv), null, null, null, null, null);
  }

  private static CommandEnded ended(TestPeer peer, Exec request) throws IOException {
    return (CommandEnded) peer.ask(request);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void commands(boolean byLines) throws Exception {
    try (TestPeer peer = byLines ? executor.connectByLines() : executor.connect()) {
      Exec request =
          new Exec(
              "1",
              List.of("sh", "-c", "pwd; echo $X; cat; exit 7"),
              Map.of("X", "y"),
              "/usr",
              "typed",
              Duration.ofSeconds(20),
              null);
      CommandEnded ended = ended(peer, request);
      assertThat(ended.exitCode()).isEqualTo(7);
      assertThat(ended.signal()).isNull();
      assertThat(peer.body("stdout")).isEqualTo("/usr\ny\ntyped");
      peer.ask(exec("cat"), body("stdin", "from a body"));
      assertThat(peer.body("stdout")).isEqualTo("from a body");
      CommandEnded missing = ended(peer, exec("no-such-program"));
      assertThat(missing.exitCode()).isEqualTo(127);
      assertThat(missing.reason()).contains("'no-such-program' cannot be started: ENOENT");
      CommandEnded killed = ended(peer, exec("sh", "-c", "kill -TERM $$"));
      assertThat(killed.exitCode()).isNull();
      assertThat(killed.signalName()).isEqualTo("SIGTERM");
    }
    executor.assertIdle();
  }

  @Test
  void outputIsStreamedWhileItAppears() throws Exception {
    Path go = temporary.resolve("go");
    try (TestPeer peer = executor.connect()) {
      String script = "echo first; while [ ! -e " + go + " ]; do sleep 0.05; done; echo last >&2";
      peer.send(new Exec("1", List.of("sh", "-c", script), null, null, null, null, true));
      assertThat(peer.next()).isEqualTo(new Ack("1"));
      assertThat(peer.next())
          .isInstanceOfSatisfying(Log.class, log -> assertThat(log.text()).isEqualTo("first"));
      Files.createFile(go);
      assertThat(peer.next())
          .isInstanceOfSatisfying(
              Log.class, log -> assertThat(log.stream()).isEqualTo(GuestMessage.Stream.STDERR));
      assertThat(peer.next()).isInstanceOf(CommandEnded.class);
      assertThat(peer.body("stdout")).isEqualTo("first\n");
      assertThat(peer.body("stderr")).isEqualTo("last\n");
    }
  }

  @Test
  void atTheTimeoutEverythingEnds() throws Exception {
    try (TestPeer peer = executor.connect()) {
      Exec request =
          new Exec(
              "1",
              List.of("sh", "-c", "(setsid sleep 3600 &) ; sleep 3600"),
              null,
              null,
              null,
              Duration.ofMillis(300),
              null);
      CommandEnded ended = ended(peer, request);
      assertThat(ended.reason()).isEqualTo("timeout");
      assertThat(ended.signalName()).isEqualTo("SIGKILL");
    }
    awaitNoHelper();
  }

  @Test
  void aCommandIsCancelledByWordAndByLeaving() throws Exception {
    Exec request =
        new Exec("1", List.of("sh", "-c", "echo on; sleep 3600"), null, null, null, null, true);
    try (TestPeer peer = executor.connect()) {
      peer.begin(request);
      assertThat(peer.next()).isInstanceOf(Log.class);
      peer.send(new Cancel("2", "1"));
      List<GuestMessage> answers = new ArrayList<>(List.of(peer.next(), peer.next()));
      assertThat(answers)
          .containsExactlyInAnyOrder(
              new Done("2"),
              new Failure("1", ErrorCode.CANCELLED, "The request was cancelled", null));
      peer.begin(request);
      assertThat(peer.next()).isInstanceOf(Log.class);
    }
    awaitNoHelper();
    executor.assertIdle();
  }

  /** Launchers and what runs in them are other children of this process. */
  private static void awaitNoHelper() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            ProcessHandle.current()
                .children()
                .noneMatch(p -> p.info().command().orElse("").endsWith("gavel-command")));
  }

  @Test
  void whatIsForGuestsAloneIsRefused() throws Exception {
    try (TestPeer peer = executor.connect()) {
      Failure network =
          peer.refused(new ConfigureNetwork("1", "lo", "10.1.2.3", 24, "10.1.2.1", null));
      assertThat(network.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(network.field()).isEqualTo("type");
      assertThat(network.message())
          .startsWith("type is configure_network, which is only for guest");
      Instant now = Instant.parse("2026-07-01T12:00:00Z");
      assertThat(peer.refused(new SetClock("2", now)).message()).contains("is set_clock");
      assertThat(peer.refused(new PowerOff("3")).message()).contains("is power_off");
      assertThat(peer.ask(new HealthCheck("4"))).isInstanceOf(GuestMessage.Health.class);
    }
  }
}
