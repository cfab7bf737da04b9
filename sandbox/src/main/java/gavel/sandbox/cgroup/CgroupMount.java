package gavel.sandbox.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One mounted cgroup hierarchy: version 1 with its controllers, or version 2. */
record CgroupMount(Path path, CgroupVersion version, Set<String> controllers, boolean writable) {
  private static final int MOUNT_POINT = 4;
  private static final int MOUNT_OPTIONS = 5;
  private static final int OPTIONAL_FIELDS = 6;

  CgroupMount {
    controllers = Set.copyOf(controllers);
  }

  /**
   * Reads {@code /proc/<pid>/mountinfo}, see proc_pid_mountinfo(5): fields, optional fields, a
   * hyphen, the file system's type, its source and its own options.
   */
  static List<CgroupMount> parse(String mountinfo) throws CgroupFault {
    List<CgroupMount> mounts = new ArrayList<>();
    for (String line : mountinfo.lines().toList()) {
      List<String> fields = List.of(line.split(" ", -1));
      int hyphen = fields.size() <= OPTIONAL_FIELDS ? -1 : hyphen(fields);
      if (hyphen < 0 || fields.size() < hyphen + 4) {
        throw new CgroupFault("Tried to read the mount table: not a line of it: '" + line + "'");
      }
      String type = fields.get(hyphen + 1);
      if ("cgroup".equals(type) || "cgroup2".equals(type)) {
        mounts.add(
            new CgroupMount(
                Path.of(unescape(fields.get(MOUNT_POINT))),
                "cgroup2".equals(type) ? CgroupVersion.V2 : CgroupVersion.V1,
                "cgroup2".equals(type)
                    ? Set.of()
                    : Set.copyOf(List.of(fields.get(hyphen + 3).split(",", -1))),
                List.of(fields.get(MOUNT_OPTIONS).split(",", -1)).contains("rw")));
      }
    }
    return mounts;
  }

  private static int hyphen(List<String> fields) {
    int at = fields.subList(OPTIONAL_FIELDS, fields.size()).indexOf("-");
    return at < 0 ? -1 : at + OPTIONAL_FIELDS;
  }

  /** The kernel writes blank, tab, newline and backslash as three octal digits. */
  private static String unescape(String path) {
    return path.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
