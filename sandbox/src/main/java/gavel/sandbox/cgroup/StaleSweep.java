package gavel.sandbox.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Removes the groups of owners that ended without removing them. */
record StaleSweep(CgroupFiles files, ProcFiles proc, GroupRemover remover) {
  /**
   * Looks right below the roots. Groups of other pid namespaces are left alone: whether their owner
   * lives cannot be told from here.
   */
  List<Path> sweep(Collection<Path> roots) throws CgroupFault {
    GroupOwner self = proc.self();
    List<Path> removed = new ArrayList<>();
    for (Path root : new TreeSet<>(roots)) {
      for (Path group : files.children(root)) {
        Optional<GroupOwner> owner = GroupOwner.ofGroup(group);
        if (owner.isPresent()
            && owner.get().namespace() == self.namespace()
            && !proc.isAlive(owner.get())) {
          remover.removeTree(new CgroupDirectory(files, group));
          removed.add(group);
        }
      }
    }
    return removed;
  }
}
