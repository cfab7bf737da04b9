package gavel.sandbox;

import gavel.sandbox.cgroup.CgroupFault;
import gavel.sandbox.cgroup.CgroupSystem;
import gavel.sandbox.cgroup.NoCgroup;
import gavel.sandbox.cgroup.RunCgroup;
import org.jspecify.annotations.Nullable;

/**
 * The control groups of all slots of this process, which stand below one group per hierarchy: the
 * first slot that opens makes it, after sweeping up what dead processes left, and the last one that
 * closes removes it.
 */
final class SharedCgroups {
  private static @Nullable CgroupSystem system;
  private static int users;

  private SharedCgroups() {}

  /** Makes a slot's group; {@link #close} gives it back. Without root there is none. */
  static RunCgroup open(SlotConfig config) throws CgroupFault {
    return config.privileges() == Privileges.ROOTLESS ? new NoCgroup() : open(config.slot());
  }

  private static synchronized RunCgroup open(int slot) throws CgroupFault {
    CgroupSystem current = system;
    if (current == null) {
      current = CgroupSystem.detect();
      current.sweepStale();
      system = current;
    }
    users++;
    boolean opened = false;
    try {
      RunCgroup group = current.open(slot);
      opened = true;
      return group;
    } finally {
      if (!opened) {
        leave();
      }
    }
  }

  /** Removes a slot's group. */
  static synchronized void close(RunCgroup group) throws CgroupFault {
    if (group instanceof NoCgroup) {
      return;
    }
    try {
      group.close();
    } finally {
      leave();
    }
  }

  private static void leave() throws CgroupFault {
    users--;
    CgroupSystem current = system;
    if (users == 0 && current != null) {
      system = null;
      current.close();
    }
  }
}
