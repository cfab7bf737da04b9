package gavel.sandbox.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides from what the kernel says which interface to use.
 *
 * <p>The memory controller decides, as it can be in one hierarchy only: version 2 where that offers
 * it, else version 1. The other controllers must be with it.
 *
 * @param mounts all cgroup mounts
 * @param kernel what the kernel has, by controller
 * @param unified for each mount of version 2, what its {@code cgroup.controllers} lists
 */
record LayoutFinder(
    List<CgroupMount> mounts,
    Map<String, KernelController> kernel,
    Map<Path, Set<String>> unified) {

  /** All that is missing is in one fault, with what to do. */
  CgroupLayout find() throws CgroupFault {
    CgroupVersion version = version();
    Map<Controller, Path> roots = new EnumMap<>(Controller.class);
    List<String> problems = new ArrayList<>();
    for (Controller controller : Controller.neededIn(version)) {
      List<CgroupMount> offers = offers(version, controller).toList();
      Optional<CgroupMount> root = offers.stream().filter(CgroupMount::writable).findFirst();
      root.ifPresentOrElse(
          mount -> roots.put(controller, mount.path()),
          () -> problems.add(problem(version, controller, offers)));
    }
    if (!problems.isEmpty()) {
      throw new CgroupFault(
          "The sandbox cannot limit programs on this machine. " + String.join(" ", problems));
    }
    return new CgroupLayout(version, roots);
  }

  private CgroupVersion version() {
    boolean first = offers(CgroupVersion.V1, Controller.MEMORY).findAny().isPresent();
    boolean second = offers(CgroupVersion.V2, Controller.MEMORY).findAny().isPresent();
    boolean onlySecond = mounts.stream().allMatch(mount -> mount.version() == CgroupVersion.V2);
    return second || (!first && onlySecond) ? CgroupVersion.V2 : CgroupVersion.V1;
  }

  private Stream<CgroupMount> offers(CgroupVersion version, Controller controller) {
    return mounts.stream()
        .filter(mount -> mount.version() == version)
        .filter(mount -> controllersOf(mount).contains(controller.kernelName()));
  }

  private Set<String> controllersOf(CgroupMount mount) {
    return switch (mount.version()) {
      case V1 -> mount.controllers();
      case V2 -> unified.getOrDefault(mount.path(), Set.of());
    };
  }

  private String problem(CgroupVersion version, Controller controller, List<CgroupMount> offers) {
    String name = controller.kernelName();
    KernelController known = kernel.get(name);
    String controllerName = "Cgroup controller '" + name + "' ";
    if (!offers.isEmpty()) {
      String root = offers.getFirst().path().toString();
      return controllerName + "is mounted read-only: mount -o remount,rw " + root + ".";
    }
    if (known != null && !known.enabled()) {
      return controllerName + "is switched off: boot with cgroup_enable=" + name + ".";
    }
    if (version == CgroupVersion.V1 && known == null) {
      return controllerName + "is not in the kernel: it needs " + controller.kernelOption() + ".";
    }
    return controllerName + (version == CgroupVersion.V1 ? notMounted(name) : notDelegated());
  }

  private static String notMounted(String name) {
    String root = "/sys/fs/cgroup/" + name;
    return "is not mounted: mkdir -p "
        + root
        + " && mount -t cgroup -o "
        + name
        + " cgroup "
        + root
        + ".";
  }

  private String notDelegated() {
    return unified.isEmpty()
        ? "is not mounted: mount -t cgroup2 cgroup2 /sys/fs/cgroup."
        : "is not offered in "
            + unified.keySet()
            + ": add it to cgroup.subtree_control of the group above (systemd: Delegate=yes), or"
            + " free it from a version 1 mount.";
  }
}
