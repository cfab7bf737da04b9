package gavel.worker.guest.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.OperatorClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The guest executor in a virtual machine, over vsock: version 2 of control groups, no network. */
@Tag("vm")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class QemuGuestIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  @TempDir private static Path scratch;
  private static @Nullable QemuStarter starter;
  private static final List<Machine> MACHINES = new CopyOnWriteArrayList<>();
  private static @Nullable ReadyGuest ready;

  @BeforeAll
  static void boot() throws Exception {
    QemuStarter qemu = QemuStarter.booting(VmImage.build());
    starter = qemu;
    PoolSettings settings = new PoolSettings(1, 0, 1, PATIENCE, GuestSettings.in(scratch));
    ready =
        ReadyGuest.make(
            () -> {
              Machine machine = qemu.start();
              MACHINES.add(machine);
              return machine;
            },
            settings);
  }

  @AfterAll
  static void end() {
    if (ready != null) {
      ready.close();
      assertThat(MACHINES).hasSize(1).noneMatch(Machine::isAlive);
    }
    if (starter != null) {
      starter.close();
    }
  }

  private static LinePeer peer() throws IOException {
    return LinePeer.connect(MACHINES.getFirst().transport());
  }

  private static Map<String, ?> execute(String language, String code, int timeoutMs) {
    return Map.of(
        "type",
        "execute",
        "id",
        "x",
        "language",
        language,
        "code",
        code,
        "timeout_ms",
        timeoutMs,
        "memory_limit_bytes",
        64 << 20);
  }

  @Test
  void isHealthyAndHasItsLanguages() throws Exception {
    try (LinePeer peer = peer()) {
      JsonNode health = peer.ask(Map.of("type", "health_check", "id", "1")).getLast();
      assertThat(health.path("status").asText()).isEqualTo("ok");
      assertThat(health.path("hostname").asText()).isEqualTo("gavel-guest");
      JsonNode status = peer.ask(Map.of("type", "report_status", "id", "2")).getLast();
      assertThat(status.path("slots_free").asInt()).isEqualTo(2);
      // And what programs are that bring scripts, which need no compiler.
      assertThat(status.findValuesAsText("version"))
          .hasSize(3)
          .anyMatch(version -> version.startsWith("gcc "))
          .anyMatch(version -> version.startsWith("Python 3"));
    }
  }

  private static final String TALKS =
      """
      import sys
      print('one', flush=True)
      print('oops', file=sys.stderr, flush=True)
      print(input(), flush=True)
      """;

  private static String compile(LinePeer peer) throws IOException {
    String source = Base64.getEncoder().encodeToString(TALKS.getBytes(StandardCharsets.UTF_8));
    Map<String, ?> request =
        Map.of(
            "type",
            "compile",
            "id",
            "1",
            "language",
            "python",
            "files",
            List.of("main.py"),
            "bodies",
            List.of(Map.of("name", "main.py", "base64", source)));
    JsonNode compiled = peer.ask(request).getLast();
    assertThat(compiled.path("status").asText()).isEqualTo("success");
    return compiled.path("artifact").asText();
  }

  @Test
  void compilesAndStreamsWhatRuns() throws Exception {
    try (LinePeer peer = peer()) {
      Map<String, ?> limits = Map.of("cpu_time_ms", 20_000);
      peer.say(
          Map.ofEntries(
              Map.entry("type", "run"),
              Map.entry("id", "2"),
              Map.entry("stream", true),
              Map.entry("interactive", true),
              Map.entry("artifact", compile(peer)),
              Map.entry("limits", limits)));
      assertThat(peer.hear().path("type").asText()).isEqualTo("ack");
      // The program waits for input: what is heard before it gets some is heard as it appears.
      assertThat(List.of(logged(peer.hear()), logged(peer.hear())))
          .containsExactlyInAnyOrder("stdout 0 one", "stderr 0 oops");
      peer.say(Map.of("type", "stdin", "id", "3", "target", "2", "text", "two\n"));
      List<JsonNode> rest = new ArrayList<>();
      while (rest.isEmpty() || !rest.getLast().path("of").asText().equals("run")) {
        rest.add(peer.hear());
      }
      assertThat(rest.stream().filter(each -> each.path("type").asText().equals("log")))
          .extracting(QemuGuestIT::logged)
          .containsExactly("stdout 1 two");
      assertThat(rest.getLast().path("status").asText()).isEqualTo("success");
      assertThat(LinePeer.body(rest.getLast(), "stdout")).isEqualTo("one\ntwo\n");
    }
  }

  private static String logged(JsonNode log) {
    return log.path("stream").asText()
        + " "
        + log.path("seq").asInt()
        + " "
        + log.path("text").asText();
  }

  @Test
  void cancels() throws Exception {
    try (LinePeer peer = peer()) {
      peer.say(execute("c", "int main(void) { for (;;) {} }", 60_000));
      assertThat(peer.hear().path("type").asText()).isEqualTo("ack");
      JsonNode first = peer.ask(Map.of("type", "cancel", "id", "2", "target", "x")).getLast();
      JsonNode second = peer.hear();
      assertThat(List.of(first.path("id").asText(), second.path("id").asText()))
          .containsExactlyInAnyOrder("x", "2");
      JsonNode cancelled = first.path("id").asText().equals("x") ? first : second;
      assertThat(cancelled.path("code").asText()).isEqualTo("cancelled");
      requireFree(peer);
    }
  }

  private static void requireFree(LinePeer peer) throws IOException {
    JsonNode status = peer.ask(Map.of("type", "report_status", "id", "s")).getLast();
    assertThat(status.path("slots_busy").asInt()).isZero();
  }

  @Test
  void survivesForkBomb() throws Exception {
    String bomb =
        "#include <unistd.h>\nint main(void) { for (;;) if (fork() < 0) { for (;;) {} } }";
    try (LinePeer peer = peer()) {
      JsonNode ran = peer.ask(execute("c", bomb, 2000)).getLast().path("run");
      assertThat(ran.path("status").asText()).as("%s", ran).isIn("timeout", "memory_exceeded");
      assertThat(ran.path("processes_peak").asInt()).isGreaterThan(10);
      requireFree(peer);
    }
  }

  @Test
  void survivesMemoryBomb() throws Exception {
    String bomb =
        "#include <stdlib.h>\n#include <string.h>\n"
            + "int main(void) { for (;;) { char *p = malloc(1 << 20); if (p) memset(p, 1, 1 << 20); } }";
    try (LinePeer peer = peer()) {
      JsonNode ran = peer.ask(execute("c", bomb, 30_000)).getLast().path("run");
      assertThat(ran.path("status").asText()).as("%s", ran).isEqualTo("memory_exceeded");
      assertThat(ran.path("memory_bytes").asLong()).isBetween(48L << 20, 64L << 20);
      requireFree(peer);
    }
  }

  private static OperatorClient operator() throws Exception {
    return OperatorClient.connect(MACHINES.getFirst().transport(), GuestSettings.in(scratch));
  }

  private static Instant guestsTime(LinePeer peer) throws IOException {
    JsonNode ran =
        peer.ask(execute("python", "import time\nprint(time.time_ns())", 20_000)).getLast();
    String nanos = LinePeer.body(ran, "stdout").strip();
    return Instant.EPOCH.plusNanos(Long.parseLong(nanos));
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void setsItsClock() throws Exception {
    Instant wrong = Instant.parse("2026-03-01T00:00:00Z");
    try (OperatorClient operator = operator();
        LinePeer peer = peer()) {
      operator.setClock(wrong);
      assertThat(guestsTime(peer)).isBetween(wrong, wrong.plus(PATIENCE));
      Instant now = Instant.now();
      operator.setClock(now);
      assertThat(guestsTime(peer)).isBetween(now, Instant.now().plusSeconds(1));
    }
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void powersOffInOrder() throws Exception {
    Machine machine = MACHINES.getFirst();
    try (OperatorClient operator = operator()) {
      operator.powerOff();
    }
    await().atMost(PATIENCE).until(() -> !machine.isAlive());
    assertThat(machine.lastWords())
        .contains("gavel-init: powering off", "reboot: Power down")
        .doesNotContain("Kernel panic");
  }
}
