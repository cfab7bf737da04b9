package gavel.worker.guest.pool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Firecracker's interface, as its {@code src/firecracker/swagger/firecracker.yaml} and {@code
 * docs/snapshotting/snapshot-support.md} describe it (version 1.x; for snapshots one that knows
 * {@code mem_backend}). Its kernel is an uncompressed {@code vmlinux}; a root drive is used where
 * the image has one.
 */
record FirecrackerDialect(MachineSettings settings) implements ApiDialect {
  /** Firecracker takes a reset by the keyboard controller for the end of the machine. */
  private static final String KERNEL_ARGUMENTS =
      "console=ttyS0 reboot=k panic=-1 pci=off loglevel=4 cgroup_no_v1=all GAVEL_OFF=reboot";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Something to be put at a path. */
  private record Part(String path, ObjectNode body) {}

  static Path kernel(MachineSettings settings) {
    return settings.image().resolve("vmlinux");
  }

  @Override
  public List<String> command(String program, Path socket) {
    return List.of(program, "--api-sock", socket.toString());
  }

  @Override
  public void boot(VmmApi api) throws IOException {
    for (Part part : parts()) {
      api.put(part.path, part.body);
    }
    api.put("/actions", JSON.objectNode().put("action_type", "InstanceStart"));
  }

  @Override
  public String identity() {
    return "firecracker " + parts();
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    ObjectNode machine = JSON.objectNode();
    machine.put("vcpu_count", settings.cpus()).put("mem_size_mib", settings.mebibytes());
    parts.add(new Part("/machine-config", machine));
    ObjectNode source = JSON.objectNode();
    source.put("kernel_image_path", kernel(settings).toString());
    source.put("initrd_path", settings.initramfs().toString());
    source.put("boot_args", KERNEL_ARGUMENTS);
    parts.add(new Part("/boot-source", source));
    settings.root().ifPresent(root -> parts.add(new Part("/drives/rootfs", drive(root))));
    ObjectNode vsock = JSON.objectNode().put("guest_cid", CID).put("uds_path", VSOCK);
    parts.add(new Part("/vsock", vsock));
    return parts;
  }

  private static ObjectNode drive(Path root) {
    ObjectNode drive = JSON.objectNode();
    drive.put("drive_id", "rootfs").put("path_on_host", root.toString());
    return drive.put("is_root_device", true).put("is_read_only", true);
  }

  @Override
  public List<Path> image() {
    List<Path> image = new ArrayList<>(List.of(kernel(settings), settings.initramfs()));
    settings.root().ifPresent(image::add);
    return image;
  }

  @Override
  public SnapshotFiles files() {
    return SnapshotFiles.USUAL;
  }

  @Override
  public void save(VmmApi api, Path directory) throws IOException {
    api.patch("/vm", JSON.objectNode().put("state", "Paused"));
    ObjectNode snapshot = JSON.objectNode().put("snapshot_type", "Full");
    snapshot.put("snapshot_path", SnapshotFiles.stateIn(directory).toString());
    snapshot.put("mem_file_path", files().memoryIn(directory).toString());
    api.put("/snapshot/create", snapshot);
  }

  /** The memory is mapped privately: each machine has of its own only what it writes. */
  @Override
  public void load(VmmApi api, Snapshot snapshot) throws IOException {
    ObjectNode load = JSON.objectNode().put("snapshot_path", snapshot.state().toString());
    load.putObject("mem_backend")
        .put("backend_type", "File")
        .put("backend_path", snapshot.memory().toString());
    api.put("/snapshot/load", load.put("resume_vm", true));
  }
}
