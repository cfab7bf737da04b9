package gavel.bench.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.bench.rig.SpawnOrder;
import gavel.model.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** crun: a container of the OCI runtime specification, made, run and deleted. */
final class Crun implements Peer {
  private static final Path UNIFIED = Path.of("/sys/fs/cgroup/unified");
  private static final List<String> NAMESPACES =
      List.of("pid", "network", "ipc", "uts", "mount", "cgroup");

  @Override
  public String name() {
    return "crun";
  }

  @Override
  public String install() {
    return "apt-get install crun";
  }

  @Override
  public String note() {
    return "as nobody, all namespaces, same binds, in a cgroup; no seccomp filter, no accounting";
  }

  /**
   * crun refuses where a second version's hierarchy with controllers stands beside the first's:
   * then it runs where that hierarchy is not mounted.
   */
  @Override
  public List<String> wrapper() throws IOException {
    Path controllers = UNIFIED.resolve("cgroup.controllers");
    return Files.exists(controllers) && !Files.readString(controllers).isBlank()
        ? List.of(
            "/usr/bin/unshare", "--mount", "/bin/sh", "-c", "umount " + UNIFIED + " && exec \"$0\"")
        : List.of();
  }

  @Override
  public SpawnOrder order(Path program, PeerSetting setting) throws IOException {
    Path bundle = Files.createDirectories(setting.scratch().resolve("crun-bundle"));
    Path root = Files.createDirectory(bundle.resolve("rootfs"));
    for (Map.Entry<Path, String> link : setting.links().entrySet()) {
      Files.createSymbolicLink(
          root.resolve(Path.of("/").relativize(link.getKey())), Path.of(link.getValue()));
    }
    Files.writeString(bundle.resolve("config.json"), StrictJson.writePretty(config(setting)));
    return new SpawnOrder(
        List.of(
            List.of(
                program.toString(),
                "--root=" + setting.scratch().resolve("crun-state"),
                "--cgroup-manager=disabled",
                "run",
                "--bundle=" + bundle,
                "gavel-bench-" + ProcessHandle.current().pid())),
        setting.errors(),
        setting.joins(),
        OptionalInt.empty(),
        Optional.empty());
  }

  private static ObjectNode config(PeerSetting setting) {
    ObjectNode config = StrictJson.object().put("ociVersion", "1.0.0").put("hostname", "gavel");
    config.putObject("root").put("path", "rootfs").put("readonly", false);
    process(config.putObject("process"), setting);
    mounts(config.putArray("mounts"), setting);
    linux(config.putObject("linux"));
    return config;
  }

  private static void process(ObjectNode process, PeerSetting setting) {
    process.put("terminal", false).put("cwd", "/box").put("noNewPrivileges", true);
    process.putObject("user").put("uid", PeerSetting.NOBODY).put("gid", PeerSetting.NOBODY);
    process.putArray("args").add(setting.program());
    process.putArray("env").add("PATH=/usr/bin:/bin");
    process.putObject("capabilities");
    ArrayNode limits = process.putArray("rlimits");
    rlimit(limits, "RLIMIT_CORE", 0);
    rlimit(limits, "RLIMIT_FSIZE", setting.limits().fileSize().bytes());
    rlimit(limits, "RLIMIT_NOFILE", setting.limits().openFiles());
    rlimit(limits, "RLIMIT_CPU", 1 + setting.limits().cpuTime().toSeconds());
  }

  private static void rlimit(ArrayNode limits, String type, long value) {
    limits.addObject().put("type", type).put("soft", value).put("hard", value);
  }

  private static void mounts(ArrayNode mounts, PeerSetting setting) {
    mount(mounts, "/proc", "proc", "proc", "nosuid", "nodev", "noexec");
    mount(mounts, "/dev", "tmpfs", "tmpfs", "nosuid", "mode=755", "size=65536k");
    mount(mounts, "/dev/shm", "tmpfs", "shm", "nosuid", "nodev", "size=" + setting.tmpSize());
    mount(mounts, "/tmp", "tmpfs", "tmpfs", "nosuid", "nodev", "size=" + setting.tmpSize());
    for (Path bind : setting.rootfs().binds()) {
      mount(mounts, bind.toString(), "bind", bind.toString(), "rbind", "ro", "nosuid", "nodev");
    }
    mount(mounts, "/box", "bind", setting.work().toString(), "rbind", "ro", "nosuid", "nodev");
  }

  private static void mount(
      ArrayNode mounts, String at, String type, String source, String... options) {
    ObjectNode mount = mounts.addObject();
    mount.put("destination", at).put("type", type).put("source", source);
    ArrayNode words = mount.putArray("options");
    for (String option : options) {
      words.add(option);
    }
  }

  private static void linux(ObjectNode linux) {
    ArrayNode namespaces = linux.putArray("namespaces");
    NAMESPACES.forEach(type -> namespaces.addObject().put("type", type));
  }
}
