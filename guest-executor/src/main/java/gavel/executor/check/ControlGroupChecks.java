package gavel.executor.check;

import gavel.sandbox.Privileges;
import gavel.sandbox.cgroup.CgroupFault;
import gavel.sandbox.cgroup.CgroupSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which control groups there are, controller by controller, and whether the sandbox takes them. */
final class ControlGroupChecks {
  private static final Kind KIND = Kind.CONTROL_GROUPS;

  /** What each is for, and the kernel option that it comes with. */
  private record Controller(String name, String purpose, String option) {}

  private static final List<Controller> NEEDED =
      List.of(
          new Controller("memory", "memory limits and peaks", "CONFIG_MEMCG (v1: CONFIG_MEMCG_V1)"),
          new Controller("pids", "process limits", "CONFIG_CGROUP_PIDS"),
          new Controller("cpuset", "one CPU a run", "CONFIG_CPUSETS (v1: CONFIG_CPUSETS_V1)"),
          new Controller("cpuacct", "CPU time of a whole tree", "CONFIG_CGROUP_CPUACCT"));

  private final KernelFiles files;
  private final Map<String, ControlGroupMount> mounts;

  private ControlGroupChecks(KernelFiles files) {
    this.files = files;
    this.mounts = ControlGroupMount.byController(files);
  }

  static List<CheckResult> all(KernelFiles files, Privileges privileges) {
    return switch (privileges) {
      case ROOT -> ofRoot(files);
      case ROOTLESS -> List.of(unused());
    };
  }

  private static CheckResult unused() {
    return KIND.warn(
        "cgroups",
        "none without root: memory is looked at, not limited by the kernel; CPU time leaves out what"
            + " nobody waited for; a program can leave its CPUs",
        "run as root where verdicts near a limit have to be exact: sudo ...");
  }

  private static List<CheckResult> ofRoot(KernelFiles files) {
    ControlGroupChecks checks = new ControlGroupChecks(files);
    List<CheckResult> results = new ArrayList<>();
    results.add(system());
    results.addAll(checks.controllers());
    checks.swap().ifPresent(results::add);
    return results;
  }

  /**
   * Those that can be made while slots of this process are open: to try the control groups is to
   * make and remove those that the slots are in.
   */
  static List<CheckResult> whileInUse(KernelFiles files, Privileges privileges) {
    return privileges == Privileges.ROOT ? new ControlGroupChecks(files).controllers() : List.of();
  }

  private List<CheckResult> controllers() {
    return NEEDED.stream().map(this::controller).toList();
  }

  private static CheckResult system() {
    try (CgroupSystem system = CgroupSystem.detect()) {
      return KIND.ok("cgroups", system.toString());
    } catch (CgroupFault fault) {
      return KIND.missing(
          "cgroups",
          String.valueOf(fault.getMessage()),
          "boot with the memory, pids, cpuset and cpu controllers enabled, and mount them");
    }
  }

  private CheckResult controller(Controller controller) {
    String name = "controller " + controller.name();
    ControlGroupMount mount = mounts.get(controller.name());
    if (mount == null) {
      return KIND.missing(name, "there is none: " + controller.purpose(), mend(controller));
    }
    return mount.writable()
        ? KIND.ok(name, mount.version() + " at " + mount.path() + ": " + controller.purpose())
        : KIND.missing(name, mount.path() + " is read-only", "mount -o remount,rw " + mount.path());
  }

  private String mend(Controller controller) {
    Optional<Boolean> enabled = enabled(controller.name());
    if (enabled.equals(Optional.of(false))) {
      return "boot with cgroup_enable=" + controller.name();
    }
    if (enabled.isEmpty()) {
      return "boot a kernel with " + controller.option();
    }
    String place = "/sys/fs/cgroup/" + controller.name();
    return ControlGroupMount.unified(files)
        .map(root -> "echo +" + controller.name() + " > " + root + "/cgroup.subtree_control, or ")
        .orElse("")
        .concat("mkdir -p " + place)
        .concat(" && mount -t cgroup -o " + controller.name() + " cgroup " + place);
  }

  /** Whether the kernel has it switched on; nothing when it does not know it. */
  private Optional<Boolean> enabled(String controller) {
    return files
        .read("proc/cgroups")
        .flatMap(
            text -> text.lines().filter(line -> line.startsWith(controller + "\t")).findFirst())
        .map(line -> line.endsWith("1"));
  }

  /** Version 1 counts swap only where it was switched on; version 2 always does. */
  private Optional<CheckResult> swap() {
    ControlGroupMount memory = mounts.get("memory");
    if (memory == null || memory.version().equals("v2")) {
      return Optional.empty();
    }
    String file = memory.path().substring(1) + "/memory.memsw.limit_in_bytes";
    return Optional.of(
        files.exists(file)
            ? KIND.ok("swap accounting", "memory and swap are limited together")
            : KIND.warn(
                "swap accounting",
                "none: where there is swap space, programs cannot be judged",
                "boot with swapaccount=1, or swapoff -a"));
  }
}
