package gavel.sandbox.cgroup;

/** Making, emptying and removing one group of version 2; needs no controller. */
final class V2Lifecycle {
  private final CgroupDirectory group;
  private final GroupRemover remover;
  private long generation;

  V2Lifecycle(CgroupDirectory group, ProcessKiller killer) {
    this.group = group;
    this.remover = new GroupRemover(killer);
  }

  void create() throws CgroupFault {
    group.files().create(group.path());
    generation++;
  }

  /** A group of which nothing was ever counted, in the old one's place. */
  void renew() throws CgroupFault {
    close();
    create();
  }

  long generation() {
    return generation;
  }

  boolean isPopulated() throws CgroupFault {
    return group.readNumber("cgroup.events", "populated") != 0;
  }

  /** {@code cgroup.kill} (Linux 5.14) gets every process, forks under way included. */
  void kill() throws CgroupFault {
    if (!isPopulated()) {
      return;
    }
    group.write("cgroup.kill", 1);
    Patience patience = new Patience();
    while (isPopulated()) {
      if (!patience.step(group.processes())) {
        throw new CgroupFault(
            "Tried to kill the processes "
                + group.processes()
                + " of "
                + group.path()
                + ": they stay");
      }
    }
  }

  void close() throws CgroupFault {
    if (group.files().exists(group.path())) {
      kill();
      remover.remove(group);
    }
  }
}
