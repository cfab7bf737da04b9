package gavel.sandbox.cgroup;

import gavel.model.ByteSize;
import gavel.model.CpuSet;

/**
 * What one run may use: memory of all kinds together (at least 1 MiB), processes and threads
 * together (at least 1), and the CPUs it runs on.
 */
public record CgroupLimits(ByteSize memory, int processes, CpuSet cpus) {
  private static final ByteSize LEAST_MEMORY = ByteSize.ofMiB(1);

  /** Refuses what no program could run in with {@link IllegalArgumentException}. */
  public CgroupLimits {
    if (memory.compareTo(LEAST_MEMORY) < 0) {
      throw new IllegalArgumentException("A memory limit is at least 1MiB, not " + memory);
    }
    if (processes < 1) {
      throw new IllegalArgumentException("A process limit is at least 1, not " + processes);
    }
  }
}
