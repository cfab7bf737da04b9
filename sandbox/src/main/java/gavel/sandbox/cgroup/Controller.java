package gavel.sandbox.cgroup;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A controller that the sandbox cannot do without. */
enum Controller {
  MEMORY("CONFIG_MEMCG and, for cgroup v1, CONFIG_MEMCG_V1"),
  PIDS("CONFIG_CGROUP_PIDS"),
  CPUSET("CONFIG_CPUSETS and, for cgroup v1, CONFIG_CPUSETS_V1"),
  /** Version 1 only: in version 2 every group has a cpu.stat. */
  CPUACCT("CONFIG_CGROUP_CPUACCT");

  private final String kernelOption;

  Controller(String kernelOption) {
    this.kernelOption = kernelOption;
  }

  static Set<Controller> neededIn(CgroupVersion version) {
    return switch (version) {
      case V1 -> EnumSet.allOf(Controller.class);
      case V2 -> EnumSet.complementOf(EnumSet.of(CPUACCT));
    };
  }

  /** As the kernel writes it. */
  String kernelName() {
    return name().toLowerCase(Locale.ROOT);
  }

  String kernelOption() {
    return kernelOption;
  }
}
