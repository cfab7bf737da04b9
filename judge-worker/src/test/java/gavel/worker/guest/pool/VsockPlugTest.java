package gavel.worker.guest.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.worker.guest.HandshakeTransport;
import gavel.worker.guest.VsockTransport;
import gavel.worker.guest.pool.VsockPlug.ByDaemon;
import gavel.worker.guest.pool.VsockPlug.ByKernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VsockPlugTest {
  private static final int PORT = 1024;
  private static final String TAKEN =
      error("vhost-vsock: unable to set guest cid: Address already in use");
  private static final String DONE = "{\"return\":{}}";
  @TempDir private Path directory;
  private ScriptedQemu qemu;

  @BeforeEach
  void start() throws IOException {
    qemu = ScriptedQemu.listenAt(directory.resolve("qmp"));
  }

  @AfterEach
  void end() throws IOException {
    qemu.close();
  }

  private static String error(String description) {
    return "{\"error\":{\"class\":\"GenericError\",\"desc\":\"" + description + "\"}}";
  }

  @Test
  void daemonServesWhereTheKernelDoesNot() {
    assertThat(VsockPlug.find(directory.resolve("none"))).isInstanceOf(ByDaemon.class);
  }

  @Test
  void connectsToTheDaemon() throws IOException {
    qemu.answers(DONE, DONE);
    MachineDirectory machine = new MachineDirectory(directory);
    try (Qmp qmp = qemu.connect()) {
      assertThat(new ByDaemon().plug(qmp, machine, PORT))
          .isEqualTo(new HandshakeTransport(directory.resolve("clients"), PORT));
    }
    assertThat(qemu.told("chardev-add").findValuesAsText("path"))
        .containsExactly(directory.resolve("front").toString());
    assertThat(qemu.told("device_add").path("driver").asText()).isEqualTo("vhost-user-vsock-pci");
    assertThat(qemu.told("device_add").path("bus").asText()).isEqualTo(QemuCommand.SOCKET);
  }

  @Test
  void takesTheNextContextIdWhenOneIsTaken() throws IOException {
    ByKernel kernel = new ByKernel();
    MachineDirectory machine = new MachineDirectory(directory);
    qemu.answers(TAKEN, TAKEN, DONE, DONE);
    try (Qmp qmp = qemu.connect()) {
      assertThat(kernel.plug(qmp, machine, PORT)).isEqualTo(new VsockTransport(5, PORT));
      assertThat(qemu.told("device_add").path("driver").asText()).isEqualTo("vhost-vsock-pci");
      assertThat(qemu.told("device_add").path("guest-cid").asInt()).isEqualTo(3);
      assertThat(kernel.plug(qmp, machine, PORT)).isEqualTo(new VsockTransport(6, PORT));
    }
  }

  @Test
  void saysWhatElseTheKernelRefuses() throws IOException {
    qemu.answers(error("vhost-vsock: failed to open vhost device: Permission denied"));
    try (Qmp qmp = qemu.connect()) {
      assertThatThrownBy(() -> new ByKernel().plug(qmp, new MachineDirectory(directory), PORT))
          .isInstanceOf(Qmp.Refused.class)
          .hasMessageContaining("Permission denied");
    }
  }

  @Test
  void waitsForDeletionBetweenOtherEvents() throws IOException {
    qemu.answers(
        "{\"event\":\"STOP\"}\n" + DONE,
        DONE
            + "\n{\"event\":\"DEVICE_DELETED\",\"data\":{\"path\":\"/machine/x\"}}"
            + "\n{\"event\":\"DEVICE_DELETED\",\"data\":{\"device\":\"vsock\"}}");
    try (Qmp qmp = qemu.connect()) {
      qmp.tell("stop", Map.of());
      qmp.tell("device_del", Map.of("id", "vsock"));
      qmp.awaitDeleted("vsock");
      assertThatThrownBy(() -> qmp.awaitDeleted("vsock")).isInstanceOf(IOException.class);
    }
  }
}
