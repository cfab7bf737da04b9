package gavel.worker.guest.pool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.worker.guest.pool.ApiStarter.ApiDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Cloud Hypervisor's interface, as its {@code vmm/src/api/openapi/cloud-hypervisor.yaml} describes
 * it. A root drive is used where the image has one.
 */
record CloudHypervisorDialect(MachineSettings settings) implements ApiDialect {
  private static final String KERNEL_ARGUMENTS =
      "console=ttyS0 panic=-1 loglevel=4 cgroup_no_v1=all";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public List<String> command(String program, Path socket) {
    return List.of(program, "--api-socket", "path=" + socket);
  }

  @Override
  public void boot(VmmApi api, MachineDirectory directory) throws IOException {
    ObjectNode config = JSON.objectNode();
    config.putObject("cpus").put("boot_vcpus", settings.cpus()).put("max_vcpus", settings.cpus());
    config.putObject("memory").put("size", settings.memory().bytes());
    config
        .putObject("payload")
        .put("kernel", settings.kernel().toString())
        .put("initramfs", settings.initramfs().toString())
        .put("cmdline", KERNEL_ARGUMENTS);
    Path root = settings.image().resolve("rootfs");
    if (Files.exists(root)) {
      config.putArray("disks").addObject().put("path", root.toString()).put("readonly", true);
    }
    config.putObject("vsock").put("cid", CID).put("socket", directory.file(VSOCK).toString());
    config.putObject("serial").put("mode", "File").put("file", "/dev/stderr");
    config.putObject("console").put("mode", "Off");
    api.put("/api/v1/vm.create", config);
    api.put("/api/v1/vm.boot");
  }
}
