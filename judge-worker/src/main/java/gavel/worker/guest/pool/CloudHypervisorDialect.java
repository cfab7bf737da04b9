package gavel.worker.guest.pool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Cloud Hypervisor's interface, as its {@code vmm/src/api/openapi/cloud-hypervisor.yaml} and {@code
 * docs/snapshot_restore.md} describe it. A root drive is used where the image has one.
 */
record CloudHypervisorDialect(MachineSettings settings) implements ApiDialect {
  private static final String KERNEL_ARGUMENTS =
      "console=ttyS0 panic=-1 loglevel=4 cgroup_no_v1=all";

  private static final SnapshotFiles FILES =
      new SnapshotFiles("memory-ranges", List.of("state.json", "config.json"));

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public List<String> command(String program, Path socket) {
    return List.of(program, "--api-socket", "path=" + socket);
  }

  @Override
  public void boot(VmmApi api) throws IOException {
    api.put("/api/v1/vm.create", config());
    api.put("/api/v1/vm.boot");
  }

  @Override
  public String identity() {
    return "cloud-hypervisor " + config();
  }

  private ObjectNode config() {
    ObjectNode config = JSON.objectNode();
    config.putObject("cpus").put("boot_vcpus", settings.cpus()).put("max_vcpus", settings.cpus());
    config.putObject("memory").put("size", settings.memory().bytes());
    config
        .putObject("payload")
        .put("kernel", settings.kernel().toString())
        .put("initramfs", settings.initramfs().toString())
        .put("cmdline", KERNEL_ARGUMENTS);
    settings.root().ifPresent(root -> addDisk(config, root));
    config.putObject("vsock").put("cid", CID).put("socket", VSOCK);
    config.putObject("serial").put("mode", "File").put("file", "/dev/stderr");
    config.putObject("console").put("mode", "Off");
    return config;
  }

  private static void addDisk(ObjectNode config, Path root) {
    config.putArray("disks").addObject().put("path", root.toString()).put("readonly", true);
  }

  @Override
  public List<Path> image() {
    List<Path> image = new ArrayList<>(List.of(settings.kernel(), settings.initramfs()));
    settings.root().ifPresent(image::add);
    return image;
  }

  @Override
  public SnapshotFiles files() {
    return FILES;
  }

  @Override
  public void save(VmmApi api, Path directory) throws IOException {
    api.put("/api/v1/vm.pause");
    api.put("/api/v1/vm.snapshot", JSON.objectNode().put("destination_url", url(directory)));
  }

  @Override
  public void load(VmmApi api, Snapshot snapshot) throws IOException {
    ObjectNode source = JSON.objectNode().put("source_url", url(snapshot.directory()));
    api.put("/api/v1/vm.restore", source.put("prefault", false));
    api.put("/api/v1/vm.resume");
  }

  /** What follows the scheme is taken as it is. */
  private static String url(Path directory) {
    return "file://" + directory;
  }
}
