package gavel.sandbox.cgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Kills the processes of groups one by one, for kernels without {@code cgroup.kill}.
 *
 * <p>No process outside the groups can be hit though ids are used again: a {@link ProcessHandle}
 * knows the process's start time and kills only that one, and it is used only when its id is still
 * listed after the handle was taken. (That the listed process is another one than the handle's
 * means that the handle's is dead, and then nothing is killed.)
 */
final class ProcessKiller {
  /** Where the listed processes are looked up, and signalled. */
  @FunctionalInterface
  interface Processes {
    /** A handle on each process that is alive. */
    List<ProcessHandle> handles(Set<Long> ids);
  }

  static final Processes OF_THIS_MACHINE =
      ids -> ids.stream().flatMap(id -> ProcessHandle.of(id).stream()).toList();

  private final Processes processes;

  ProcessKiller(Processes processes) {
    this.processes = processes;
  }

  /** Returns when no process is left; forks must be stopped by the caller or be few. */
  void empty(List<CgroupDirectory> groups) throws CgroupFault {
    Patience patience = new Patience();
    List<Set<Long>> members = members(groups);
    while (members.stream().anyMatch(group -> !group.isEmpty())) {
      for (int i = 0; i < groups.size(); i++) {
        killOnce(groups.get(i), members.get(i));
      }
      members = members(groups);
      if (!patience.step(members)) {
        throw new CgroupFault(
            "Tried to kill the processes " + members + " of " + paths(groups) + ": they stay");
      }
    }
  }

  private static List<Set<Long>> members(List<CgroupDirectory> groups) throws CgroupFault {
    List<Set<Long>> members = new ArrayList<>();
    for (CgroupDirectory group : groups) {
      members.add(group.processes());
    }
    return members;
  }

  private void killOnce(CgroupDirectory group, Set<Long> members) throws CgroupFault {
    if (members.isEmpty()) {
      return;
    }
    if (members.contains(0L) || members.contains(ProcessHandle.current().pid())) {
      throw new CgroupFault(
          "Tried to kill the processes of "
              + group.path()
              + ": one of them is the sandbox itself or of another pid namespace");
    }
    List<ProcessHandle> handles = processes.handles(members);
    Set<Long> stillMembers = group.processes();
    for (ProcessHandle handle : handles) {
      if (stillMembers.contains(handle.pid())) {
        handle.destroyForcibly();
      }
    }
  }

  private static String paths(List<CgroupDirectory> groups) {
    return String.join(", ", groups.stream().map(group -> group.path().toString()).toList());
  }
}
