package gavel.executor.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a controller is to be had.
 *
 * @param version {@code v1} or {@code v2}
 */
record ControlGroupMount(String version, String path, boolean writable) {
  private static final String MOUNTS = "proc/self/mounts";
  private static final int FIELDS = 4;

  /** All controllers that some mounted hierarchy offers. */
  static Map<String, ControlGroupMount> byController(KernelFiles files) {
    Map<String, ControlGroupMount> found = new HashMap<>();
    for (String line : files.read(MOUNTS).orElse("").lines().toList()) {
      String[] fields = line.split(" ", -1);
      if (fields.length >= FIELDS) {
        List<String> options = List.of(fields[3].split(",", -1));
        boolean writable = options.contains("rw");
        if (fields[2].equals("cgroup")) {
          ControlGroupMount mount = new ControlGroupMount("v1", fields[1], writable);
          options.forEach(option -> found.merge(option, mount, ControlGroupMount::better));
        } else if (fields[2].equals("cgroup2")) {
          unified(files, new ControlGroupMount("v2", fields[1], writable), found);
        }
      }
    }
    return found;
  }

  /** As the sandbox takes them: the first that can be written to. */
  private static ControlGroupMount better(ControlGroupMount first, ControlGroupMount other) {
    return !first.writable && other.writable ? other : first;
  }

  private static void unified(
      KernelFiles files, ControlGroupMount mount, Map<String, ControlGroupMount> found) {
    String offered =
        files.read(mount.path().substring(1) + "/cgroup.controllers").orElse("").strip();
    List<String> controllers = List.of(offered.split(" ", -1));
    controllers.forEach(controller -> found.merge(controller, mount, ControlGroupMount::better));
    if (controllers.contains("memory")) {
      // Version 2 counts CPU time of every group, without a controller.
      found.merge("cpuacct", mount, ControlGroupMount::better);
    }
  }

  /** Where version 2 is mounted, if it is. */
  static Optional<String> unified(KernelFiles files) {
    return files
        .read(MOUNTS)
        .flatMap(text ->
            text.lines()
                .map(line -> line.split(" ", -1))
                .filter(fields -> fields.length >= FIELDS && fields[2].equals("cgroup2"))
                .map(fields -> fields[1])
                .findFirst());
  }
}
