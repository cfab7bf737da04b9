package gavel.executor.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A virtual machine that has gavel-init, Java and the executor, and nothing else: what the host
 * sees of it, and what {@code src/test/c/beside.c} sees from within.
 */
@Tag("vm")
class InitGuestIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final int PEERS = 200;

  @TempDir Path sockets;

  @Test
  void aBareMachineServesSurvivesACrashAndPowersOff() throws Exception {
    Path directory = Path.of("target/guest");
    BareImage.build(directory);
    Path console = directory.resolve("console.log");
    Files.deleteIfExists(console);
    Process machine = start(directory, console);
    try {
      awaitLine(machine, console, "beside: done");
      assertThat(ask("port.sock", "{\"type\":\"health_check\",\"id\":\"first\"}"))
          .contains("\"id\":\"first\",\"status\":\"ok\"", "\"hostname\":\"judge-7\"");
      // Some come when the end of the one before has been seen, others before that.
      for (int peer = 0; peer < PEERS; peer++) {
        assertThat(ask("port.sock", "{\"type\":\"health_check\",\"id\":\"" + peer + "\"}"))
            .contains("\"id\":\"" + peer + "\"");
      }
      assertThat(ask("port.sock", "{\"type\":\"report_status\",\"id\":\"second\"}"))
          .contains("\"id\":\"second\"", "\"slots_free\":2");
      try (SocketChannel monitor = connect("monitor.sock")) {
        // Open until the end: a monitor forgets what somebody said who has left.
        monitor.write(StandardCharsets.UTF_8.encode("sendkey ctrl-alt-delete\n"));
        assertThat(machine.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      machine.destroy();
    }
    assertThat(machine.exitValue()).isZero();
    assertSaid(Files.readString(console));
  }

  private static void assertSaid(String console) {
    assertThat(console.lines().filter(line -> line.startsWith("ready ")))
        .containsExactly(
            "ready vsock=1024 device=/dev/vport0p1 slots=2",
            "ready vsock=1024 device=/dev/vport0p1 slots=2");
    assertThat(console.lines().filter(line -> line.startsWith("beside: vsock:")))
        .hasSize(2)
        .allMatch(line -> line.contains("\"id\":\"within\",\"status\":\"ok\""));
    assertThat(console.lines().filter(line -> line.startsWith("beside: oom: ")))
        .contains("beside: oom: /init 0", "beside: oom: /java -1000")
        .filteredOn(line -> line.contains("launcher"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(line -> line.endsWith(" 0"));
    assertThat(console)
        .contains("gavel-init: the executor was ended by signal 9", "starting it again")
        .contains("beside: init: ok", "beside: clock: 1", "beside: zombies: 0")
        .contains("\"id\":\"by Java\",\"status\":\"ok\"")
        .contains("beside: init: failed:clock:22", "beside: init: failed:request:22")
        .contains("powering off: SIGINT", "reboot: Power down")
        .doesNotContain("tried to", "module ", "Kernel panic", "WARN", "ERROR");
  }

  private Process start(Path directory, Path console) throws IOException {
    return new ProcessBuilder(
            "timeout",
            "--kill-after=5",
            Long.toString(PATIENCE.toSeconds() * 2),
            "qemu-system-x86_64",
            "-nodefaults",
            "-no-reboot",
            "-display",
            "none",
            "-machine",
            "q35",
            "-accel",
            "tcg,thread=multi",
            "-cpu",
            "Nehalem",
            "-smp",
            "2",
            "-m",
            "768M",
            "-kernel",
            directory.resolve("vmlinuz").toString(),
            "-initrd",
            directory.resolve("initramfs").toString(),
            "-append",
            "console=ttyS0 loglevel=4 panic=-1 mitigations=off"
                + " cgroup_no_v1=all GAVEL_HOSTNAME=judge-7 -- --slots 2",
            "-serial",
            "file:" + console,
            "-device",
            "virtio-serial-pci",
            "-chardev",
            "socket,id=port,server=on,wait=off,path=" + sockets.resolve("port.sock"),
            "-device",
            "virtserialport,chardev=port,name=gavel",
            "-monitor",
            "unix:" + sockets.resolve("monitor.sock") + ",server=on,wait=off")
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("qemu.log").toFile())
        .start();
  }

  private static void awaitLine(Process machine, Path console, String line) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> {
          assertThat(console).content(StandardCharsets.ISO_8859_1).contains(line);
          assertThat(machine.isAlive()).isTrue();
        });
  }

  private SocketChannel connect(String socket) throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(sockets.resolve(socket)));
  }

  /** Says a line and returns the first one of the answer. */
  private String ask(String socket, String line) throws IOException {
    try (SocketChannel channel = connect(socket)) {
      channel.write(StandardCharsets.UTF_8.encode(line + "\n"));
      StringBuilder answer = new StringBuilder();
      var in = Channels.newReader(channel, StandardCharsets.UTF_8);
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        answer.append((char) c);
      }
      return answer.toString();
    }
  }
}
