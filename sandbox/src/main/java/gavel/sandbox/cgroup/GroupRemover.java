package gavel.sandbox.cgroup;

import java.util.List;
import java.util.Optional;

/** Removes groups, killing what is in them for as long as something is. */
final class GroupRemover {
  private final ProcessKiller killer;

  GroupRemover(ProcessKiller killer) {
    this.killer = killer;
  }

  /** Removes the group and those below it; a group that is gone already is fine. */
  void removeTree(CgroupDirectory group) throws CgroupFault {
    for (var child : group.files().children(group.path())) {
      removeTree(new CgroupDirectory(group.files(), child));
    }
    remove(group);
  }

  /** Removes one group without groups below it. */
  void remove(CgroupDirectory group) throws CgroupFault {
    Patience patience = new Patience();
    Optional<String> failure = group.files().remove(group.path());
    while (failure.isPresent()) {
      killer.empty(List.of(group));
      if (!patience.step(failure)) {
        throw new CgroupFault("Tried to remove the cgroup " + group.path() + ": " + failure.get());
      }
      failure = group.files().remove(group.path());
    }
  }
}
