package gavel.sandbox.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for this process's groups in every mounted hierarchy. */
final class GroupTrees {
  private GroupTrees() {}

  static List<Path> ownedBySelf() throws CgroupFault, IOException {
    String name = ProcFiles.OF_THIS_MACHINE.self().groupName();
    List<Path> found = new ArrayList<>();
    for (CgroupMount mount : CgroupMount.parse(Files.readString(Path.of("/proc/self/mountinfo")))) {
      try (Stream<Path> groups = Files.list(mount.path())) {
        groups.filter(group -> group.endsWith(name)).forEach(found::add);
      }
    }
    return found;
  }
}
