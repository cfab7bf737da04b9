package gavel.worker.guest.pool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.worker.guest.pool.ApiStarter.ApiDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Firecracker's interface, as its {@code src/firecracker/swagger/firecracker.yaml} describes it
 * (version 1.x). Its kernel is an uncompressed {@code vmlinux}; a root drive is used where the
 * image has one.
 */
record FirecrackerDialect(MachineSettings settings) implements ApiDialect {
  /** Firecracker takes a reset by the keyboard controller for the end of the machine. */
  private static final String KERNEL_ARGUMENTS =
      "console=ttyS0 reboot=k panic=-1 pci=off loglevel=4 cgroup_no_v1=all GAVEL_OFF=reboot";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public List<String> command(String program, Path socket) {
    return List.of(program, "--api-sock", socket.toString());
  }

  @Override
  public void boot(VmmApi api, MachineDirectory directory) throws IOException {
    ObjectNode machine = JSON.objectNode();
    machine.put("vcpu_count", settings.cpus()).put("mem_size_mib", settings.mebibytes());
    api.put("/machine-config", machine);
    ObjectNode source = JSON.objectNode();
    source.put("kernel_image_path", settings.image().resolve("vmlinux").toString());
    source.put("initrd_path", settings.initramfs().toString());
    source.put("boot_args", KERNEL_ARGUMENTS);
    api.put("/boot-source", source);
    Path root = settings.image().resolve("rootfs");
    if (Files.exists(root)) {
      ObjectNode drive = JSON.objectNode();
      drive.put("drive_id", "rootfs").put("path_on_host", root.toString());
      drive.put("is_root_device", true).put("is_read_only", true);
      api.put("/drives/rootfs", drive);
    }
    ObjectNode vsock = JSON.objectNode();
    vsock.put("guest_cid", CID).put("uds_path", directory.file(VSOCK).toString());
    api.put("/vsock", vsock);
    api.put("/actions", JSON.objectNode().put("action_type", "InstanceStart"));
  }
}
