package gavel.sandbox.cgroup;

import java.nio.file.Path;
import java.util.List;

/** How the launcher's child gets into the group before it executes the program. */
public sealed interface CgroupJoin {
  /**
   * Version 1: the child writes {@code 0} to each file, in this order, which moves the writing
   * thread; a single-threaded child is moved whole, without the lock that {@code cgroup.procs}
   * takes against all forks of the machine.
   */
  record WriteZero(List<Path> files) implements CgroupJoin {
    /** Copies the list. */
    public WriteZero {
      files = List.copyOf(files);
    }
  }

  /** Version 2: the directory whose descriptor goes to {@code clone3(CLONE_INTO_CGROUP)}. */
  record CloneInto(Path directory) implements CgroupJoin {}

  /** There is no group. */
  record Nowhere() implements CgroupJoin {}
}
