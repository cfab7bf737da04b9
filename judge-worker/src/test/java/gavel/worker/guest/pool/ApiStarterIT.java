package gavel.worker.guest.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.ByteSize;
import gavel.worker.JudgeFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestTransport.Connection;
import gavel.worker.guest.HandshakeTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
  /** What the guest of a machine that was restored has been asked: twice to be warmed up by. */
  private static final String[] RESTORED = {
    "hello", "set_clock", "report_status", "set_clock", "report_status", "hello", "set_clock"
  };

  private final AtomicInteger warmUps = new AtomicInteger();
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
        ByteSize.ofMiB(256),
        1,
        1024,
        directory.resolve("run"));
  }

  private static void requireBoots(ApiStarter starter, Path run) throws Exception {
    try (starter;
        Machine machine = starter.start()) {
      assertThat(machine.isAlive()).isTrue();
      requireEcho(machine);
      assertThat(asked(machine)).isEmpty();
      GuestTransportAt other = new GuestTransportAt(machine);
      assertThatThrownBy(() -> other.connect(9)).isInstanceOf(IOException.class);
      machine.stop();
      assertThat(machine.isAlive()).isFalse();
    }
    assertThat(run).isEmptyDirectory();
  }

  private static void requireEcho(Machine machine) throws Exception {
    try (Connection connection = machine.transport().connect()) {
      connection.out().write("hello".getBytes(StandardCharsets.US_ASCII));
      connection.out().flush();
      assertThat(connection.in().readNBytes(5)).asString().isEqualTo("hello");
    }
  }

  private static Path socket(Machine machine) {
    return ((HandshakeTransport) machine.transport()).socket();
  }

  /** What its guest was asked, before the snapshot and after. */
  private static List<String> asked(Machine machine) throws IOException {
    return Files.readAllLines(socket(machine).resolveSibling("asked"));
  }

  private List<Path> snapshots() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "{,.}snapshot-*")) {
      all.forEach(found::add);
    }
    return found;
  }

  @Test
  void bootsFirecracker() throws Exception {
    requireBoots(ApiStarter.firecracker(settings), settings.directory());
  }

  @Test
  void bootsCloudHypervisor() throws Exception {
    requireBoots(ApiStarter.cloudHypervisor(settings), settings.directory());
  }

  @Test
  void attachesRootDrive() throws Exception {
    Files.createFile(directory.resolve("rootfs"));
    requireBoots(ApiStarter.firecracker(settings), settings.directory());
    requireBoots(ApiStarter.cloudHypervisor(settings), settings.directory());
  }

  @Test
  void bootsImageBelowTheWorkersDirectory() throws Exception {
    MachineSettings relative = with(Path.of("").toAbsolutePath().relativize(directory));
    requireBoots(ApiStarter.firecracker(relative), settings.directory());
    requireBoots(ApiStarter.cloudHypervisor(relative), settings.directory());
  }

  private void warm(Guest guest) throws JudgeFault, InterruptedException {
    guest.status();
    warmUps.incrementAndGet();
  }

  private void requireRestores(ApiStarter booting) throws Exception {
    try (ApiStarter starter = booting.restoring(this::warm);
        Machine one = starter.start();
        Machine other = starter.start()) {
      assertThat(socket(one)).isNotEqualTo(socket(other));
      for (Machine each : List.of(one, other)) {
        assertThat(asked(each)).containsExactly(RESTORED);
        requireEcho(each);
      }
      one.stop();
      requireEcho(other);
    }
    assertThat(snapshots()).hasSize(1);
    assertThat(settings.directory()).isEmptyDirectory();
  }

  @Test
  void restoresFirecracker() throws Exception {
    Files.createFile(directory.resolve("rootfs"));
    requireRestores(ApiStarter.firecracker(settings));
    requireRestores(ApiStarter.firecracker(settings));
    assertThat(warmUps).hasValue(2);
  }

  @Test
  void restoresCloudHypervisor() throws Exception {
    Files.createFile(directory.resolve("rootfs"));
    requireRestores(ApiStarter.cloudHypervisor(settings));
    requireRestores(ApiStarter.cloudHypervisor(settings));
    assertThat(warmUps).hasValue(2);
  }

  @Test
  void changedImageHasAnotherSnapshot() throws Exception {
    requireRestores(ApiStarter.firecracker(settings));
    Path old = snapshots().getFirst();
    Files.writeString(directory.resolve("initramfs"), "changed");
    try (ApiStarter starter = ApiStarter.firecracker(settings).restoring(this::warm);
        Machine machine = starter.start()) {
      assertThat(asked(machine)).containsExactly(RESTORED);
    }
    assertThat(snapshots()).hasSize(2).contains(old);
    assertThat(warmUps).hasValue(4);
  }

  private void requireBootsWithout(ApiStarter starter) throws Exception {
    try (starter;
        Machine one = starter.start();
        Machine other = starter.start()) {
      for (Machine each : List.of(one, other)) {
        assertThat(asked(each)).isEmpty();
        requireEcho(each);
      }
    }
    assertThat(snapshots()).isEmpty();
    assertThat(settings.directory()).isEmptyDirectory();
  }

  @Test
  void bootsWhereFirecrackerCannotLoad() throws Exception {
    requireRestores(ApiStarter.firecracker(settings));
    Files.writeString(snapshots().getFirst().resolve("state"), "of another version");
    requireBootsWithout(ApiStarter.firecracker(settings).restoring(this::warm));
    assertThat(warmUps).hasValue(2);
  }

  @Test
  void bootsWhereCloudHypervisorCannotRestore() throws Exception {
    requireRestores(ApiStarter.cloudHypervisor(settings));
    Files.writeString(snapshots().getFirst().resolve("config.json"), "of another version");
    requireBootsWithout(ApiStarter.cloudHypervisor(settings).restoring(this::warm));
    assertThat(warmUps).hasValue(2);
  }

  @Test
  void bootsWhereGuestsCannotBeWarmedUp() throws Exception {
    WarmUp failing =
        guest -> {
          warm(guest);
          throw new IOException("The self-test fails");
        };
    requireBootsWithout(ApiStarter.firecracker(settings).restoring(failing));
    requireBootsWithout(ApiStarter.cloudHypervisor(settings).restoring(failing));
    assertThat(warmUps).hasValue(2);
  }

  /** The stand-in is as strict as what it stands for, or the tests above say nothing. */
  @Test
  void orderMatters() throws Exception {
    Path place = Files.createDirectory(directory.resolve("place"));
    ObjectNode paused = JsonNodeFactory.instance.objectNode().put("state", "Paused");
    FirecrackerDialect firecracker = new FirecrackerDialect(settings);
    CloudHypervisorDialect other = new CloudHypervisorDialect(settings);
    Snapshot none = new Snapshot(place, SnapshotFiles.USUAL, new Extents(0, List.of()));
    try (ApiStarter starter = ApiStarter.firecracker(settings);
        ApiMachine machine = (ApiMachine) starter.start()) {
      assertThatThrownBy(() -> firecracker.load(machine.api(), none))
          .hasMessageContaining("400")
          .hasMessageContaining("after starting");
      ObjectNode create = JsonNodeFactory.instance.objectNode();
      create.put("snapshot_path", place + "/s").put("mem_file_path", place + "/m");
      assertThatThrownBy(() -> machine.api().put("/snapshot/create", create))
          .hasMessageContaining("not paused");
      machine.api().patch("/vm", paused);
      machine.api().put("/snapshot/create", create);
    }
    try (ApiStarter starter = ApiStarter.cloudHypervisor(settings);
        ApiMachine machine = (ApiMachine) starter.start()) {
      assertThatThrownBy(() -> other.load(machine.api(), none))
          .hasMessageContaining("already created");
      assertThatThrownBy(() -> machine.api().put("/api/v1/vm.resume")).hasMessageContaining("405");
      other.save(machine.api(), place);
      assertThatThrownBy(() -> machine.api().put("/api/v1/vm.pause")).hasMessageContaining("405");
    }
    assertThat(place.resolve("config.json")).isRegularFile();
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
