package gavel.worker.guest.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.worker.guest.GuestTransport.Connection;
import gavel.worker.guest.HandshakeTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Firecracker and Cloud Hypervisor as their interfaces are published: {@code
 * src/test/python/vmm-stand-in} refuses fields, types and orders that these would. The real
 * programs are not met here.
 */
@Tag("vm")
final class ApiStarterIT {
  @TempDir private Path directory;
  private MachineSettings settings;

  @BeforeEach
  void putImage() throws IOException {
    for (String name : new String[] {"vmlinuz", "vmlinux", "initramfs"}) {
      Files.createFile(directory.resolve(name));
    }
    settings = with(directory);
  }

  private MachineSettings with(Path image) {
    return new MachineSettings(
        Path.of("src/test/python/vmm-stand-in").toAbsolutePath().toString(),
        image,
        ByteSize.ofMiB(512),
        1,
        1024,
        directory.resolve("run"));
  }

  private static void requireEcho(ApiStarter starter, Path run) throws Exception {
    try (starter;
        Machine machine = starter.start()) {
      assertThat(machine.isAlive()).isTrue();
      try (Connection connection = machine.transport().connect()) {
        connection.out().write("hello".getBytes(StandardCharsets.US_ASCII));
        connection.out().flush();
        assertThat(connection.in().readNBytes(5)).asString().isEqualTo("hello");
      }
      GuestTransportAt other = new GuestTransportAt(machine);
      assertThatThrownBy(() -> other.connect(9)).isInstanceOf(IOException.class);
      machine.stop();
      assertThat(machine.isAlive()).isFalse();
    }
    assertThat(run).isEmptyDirectory();
  }

  @Test
  void bootsFirecracker() throws Exception {
    requireEcho(ApiStarter.firecracker(settings), settings.directory());
  }

  @Test
  void bootsCloudHypervisor() throws Exception {
    requireEcho(ApiStarter.cloudHypervisor(settings), settings.directory());
  }

  @Test
  void attachesRootDrive() throws Exception {
    Files.createFile(directory.resolve("rootfs"));
    requireEcho(ApiStarter.firecracker(settings), settings.directory());
    requireEcho(ApiStarter.cloudHypervisor(settings), settings.directory());
  }

  @Test
  void passesOnWhatWasRefused() throws Exception {
    Files.delete(directory.resolve("initramfs"));
    try (ApiStarter starter = ApiStarter.cloudHypervisor(settings)) {
      assertThatThrownBy(starter::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("refused PUT /api/v1/vm.create: 400")
          .hasMessageContaining("cannot open " + directory.resolve("initramfs"));
    }
    assertThat(settings.directory()).isEmptyDirectory();
  }

  @Test
  void saysWhatFirecrackerNeeds() throws IOException {
    Files.delete(directory.resolve("vmlinux"));
    assertThatThrownBy(() -> ApiStarter.firecracker(settings))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("extract-vmlinux");
  }

  @Test
  void saysThatTheProgramIsMissing() throws Exception {
    MachineSettings missing =
        new MachineSettings(
            "no-such-vmm", directory, ByteSize.ofMiB(512), 1, 1024, directory.resolve("run"));
    try (ApiStarter starter = ApiStarter.firecracker(missing)) {
      assertThatThrownBy(starter::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no-such-vmm");
    }
  }

  /** The same machine at another port. */
  private record GuestTransportAt(Machine machine) {
    Connection connect(int port) throws IOException {
      return new HandshakeTransport(((HandshakeTransport) machine.transport()).socket(), port)
          .connect();
    }
  }
}
