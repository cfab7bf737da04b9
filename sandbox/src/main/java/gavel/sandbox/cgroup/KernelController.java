package gavel.sandbox.cgroup;

import java.util.HashMap;
import java.util.Map;

/** What {@code /proc/cgroups} says of one controller. */
record KernelController(String name, boolean enabled) {
  private static final int FIELDS = 4;

  /** Reads the whole file; by name. A kernel with version 2 alone may list next to nothing. */
  static Map<String, KernelController> parse(String cgroups) throws CgroupFault {
    Map<String, KernelController> controllers = new HashMap<>();
    for (String line : cgroups.lines().filter(each -> !each.startsWith("#")).toList()) {
      String[] fields = line.split("\\s+", -1);
      if (fields.length != FIELDS) {
        throw new CgroupFault("Tried to read /proc/cgroups: not a line of it: '" + line + "'");
      }
      controllers.put(fields[0], new KernelController(fields[0], "1".equals(fields[3])));
    }
    return controllers;
  }
}
