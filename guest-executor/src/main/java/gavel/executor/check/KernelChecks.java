package gavel.executor.check;

import gavel.sandbox.Privileges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the launcher needs of the kernel, each tried in a process of its own. */
final class KernelChecks {
  private static final String PRIVILEGE =
      "run as root; in a container as docker/compose.yaml starts one, see docs/deployment.md";
  private static final String USER_PRIVILEGE =
      "see the rootless checks below; or run as root: sudo gavel doctor";

  /** What is tried, what it is for, and what a kernel needs that has it not. */
  private record Need(String probe, String name, String purpose, String kernel) {}

  private static final List<Need> NEEDS =
      List.of(
          namespace("pid", "no process outlives its run", "CONFIG_PID_NS"),
          namespace("mount", "a file system of its own", "CONFIG_NAMESPACES"),
          namespace("net", "no network", "CONFIG_NET_NS"),
          namespace("ipc", "no shared memory between runs", "CONFIG_IPC_NS"),
          namespace("uts", "a host name of its own", "CONFIG_UTS_NS"),
          namespace("cgroup", "control groups are not seen", "CONFIG_CGROUPS, Linux 4.6"),
          new Need("clone3", "clone3", "a process and its pidfd at once", "Linux 5.3"),
          new Need("pidfd", "pidfd", "signals that reach the right process", "Linux 5.3"),
          new Need("openat2", "openat2", "paths that cannot lead out", "Linux 5.6"),
          new Need(
              "mount-tree", "mount_setattr", "read-only binds with all below them", "Linux 5.12"),
          new Need("limited-tmpfs", "tmpfs", "a /tmp of limited size", "CONFIG_TMPFS"),
          new Need("fresh-proc", "proc", "a /proc of each run's own", "CONFIG_PROC_FS"),
          new Need(
              "seccomp-filter", "seccomp filter", "no dangerous calls", "CONFIG_SECCOMP_FILTER"),
          new Need(
              "seccomp-notification",
              "seccomp notification",
              "the name of a call that only an attack makes",
              "CONFIG_SECCOMP_FILTER, Linux 5.0"),
          new Need("close-range", "close_range", "no inherited descriptors", "Linux 5.9"));

  private KernelChecks() {}

  private static Need namespace(String name, String purpose, String kernel) {
    return new Need(name + "-namespace", name + " namespace", purpose, kernel);
  }

  /** Without root, all of it was tried in a user namespace. */
  static List<CheckResult> all(KernelFiles files, KernelProbe probe, Privileges privileges) {
    List<CheckResult> checks = new ArrayList<>();
    checks.add(root(files, privileges));
    checks.add(Kind.KERNEL.ok("kernel", files.read("proc/sys/kernel/osrelease").orElse("unknown")));
    checks.addAll(CapabilityChecks.all(files, privileges));
    NEEDS.forEach(need -> checks.add(check(need, probe, privileges)));
    checks.add(hardLimits(probe));
    return checks;
  }

  private static CheckResult root(KernelFiles files, Privileges privileges) {
    String uid = files.statusLine("Uid").map(ids -> ids.split("\\s+", -1)[1]).orElse("?");
    return switch (privileges) {
      case ROOT -> Kind.KERNEL.ok("root", "this runs as root");
      case ROOTLESS ->
          Kind.KERNEL.warn(
              "root",
              "this runs as user " + uid + ", and so do programs, seen from outside",
              "run as root what has to be enforced in full: sudo ...");
    };
  }

  private static CheckResult check(Need need, KernelProbe probe, Privileges privileges) {
    Optional<String> failure = probe.failure(need.probe());
    return failure.isEmpty()
        ? Kind.KERNEL.ok(need.name(), need.purpose())
        : Kind.KERNEL.missing(need.name(), failure.get(), mend(failure.get(), need, privileges));
  }

  private static String mend(String failure, Need need, Privileges privileges) {
    boolean forbidden = failure.contains("not permitted") || failure.contains("denied");
    if (forbidden || failure.contains("user namespace")) {
      return privileges == Privileges.ROOT ? PRIVILEGE : USER_PRIVILEGE;
    }
    return "boot a kernel that has it: " + need.kernel();
  }

  private static CheckResult hardLimits(KernelProbe probe) {
    return probe.failure("raise-hard-limit").isEmpty()
        ? Kind.KERNEL.ok("hard limits", "can be raised")
        : Kind.KERNEL.warn(
            "hard limits",
            "cannot be raised: a run's limit of open files or file size ends at this process's own",
            "give it CAP_SYS_RESOURCE, or raise ulimit -H before it starts");
  }
}
