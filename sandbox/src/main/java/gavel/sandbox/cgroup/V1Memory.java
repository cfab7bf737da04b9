package gavel.sandbox.cgroup;

import gavel.model.ByteSize;
import java.nio.file.Path;
import java.util.List;

/** The memory controller of version 1: limit, peak and OOM kills of one kept group. */
final class V1Memory {
  private static final String LIMIT = "memory.limit_in_bytes";
  private static final String LIMIT_WITH_SWAP = "memory.memsw.limit_in_bytes";
  private static final String USAGE = "memory.usage_in_bytes";
  private static final String PEAK = "memory.max_usage_in_bytes";
  private static final String PEAK_WITH_SWAP = "memory.memsw.max_usage_in_bytes";
  private static final String EVENTS = "memory.oom_control";
  private static final String KILLS = "oom_kill";
  private static final long LARGEST_PAGE = 65536;
  private static final int CLEANINGS = 3;

  /** Charges under way on all CPUs can be refused this far under the limit. */
  private static final ByteSize REACHED = ByteSize.ofMiB(2);

  private final CgroupDirectory group;
  private final SwapCheck swap;
  private long oomKillsBefore;
  private long usageAtEnd = Long.MAX_VALUE;

  /** What one run used. */
  record Usage(ByteSize peak, int oomKills) {}

  V1Memory(CgroupDirectory group, SwapCheck swap) {
    this.group = group;
    this.swap = swap;
  }

  /** What is read at a run's end. */
  List<Path> measures() {
    return List.of(group.file(PEAK), group.file(EVENTS), group.file(USAGE));
  }

  /** What is written to just before a run. */
  List<Path> resets() {
    return group.has(PEAK_WITH_SWAP)
        ? List.of(group.file(PEAK), group.file(PEAK_WITH_SWAP))
        : List.of(group.file(PEAK));
  }

  /** Whether so little is left of a run that nothing needs to be reclaimed. */
  boolean isClean(ByteSize threshold) throws CgroupFault {
    return usageAtEnd < threshold.bytes() || group.readNumber(USAGE) < threshold.bytes();
  }

  /**
   * Whether the empty group's usage is under the threshold, after reclaiming what can be if need
   * be. Reclaiming waits for a worker on every CPU, milliseconds on a busy machine, so it is left
   * out where there is little to reclaim; a few hundred KiB are the kernel's charge batches, which
   * the next run draws from.
   */
  boolean clean(ByteSize threshold) throws CgroupFault {
    for (int i = 0; i < CLEANINGS; i++) {
      if (group.readNumber(USAGE) < threshold.bytes()) {
        return true;
      }
      group.write("memory.force_empty", 0);
    }
    return group.readNumber(USAGE) < threshold.bytes();
  }

  /**
   * Limits memory, and memory with swap to the same, so that there is no swap for it. The kernel
   * holds the first never above the second: hence the order.
   */
  void limit(ByteSize limit) throws CgroupFault {
    boolean swapAccounted = group.has(LIMIT_WITH_SWAP);
    if (!swapAccounted) {
      swap.requireNone(group.path());
      group.write(LIMIT, limit.bytes());
    } else if (limit.bytes() < group.readNumber(LIMIT)) {
      group.write(LIMIT, limit.bytes());
      group.write(LIMIT_WITH_SWAP, limit.bytes());
    } else {
      group.write(LIMIT_WITH_SWAP, limit.bytes());
      group.write(LIMIT, limit.bytes());
    }
    requireTaken(LIMIT, limit);
    if (swapAccounted) {
      requireTaken(LIMIT_WITH_SWAP, limit);
    }
  }

  /** The kernel rounds down to whole pages. */
  private void requireTaken(String file, ByteSize limit) throws CgroupFault {
    long taken = group.readNumber(file);
    if (taken > limit.bytes() || taken <= limit.bytes() - LARGEST_PAGE) {
      throw new CgroupFault(
          "Tried to limit " + group.file(file) + " to " + limit.bytes() + ": it says " + taken);
    }
  }

  void resetCounters() throws CgroupFault {
    group.write(PEAK, 0);
    if (group.has(PEAK_WITH_SWAP)) {
      group.write(PEAK_WITH_SWAP, 0);
    }
    if (group.readNumber(EVENTS, "oom_kill_disable") != 0) {
      throw new CgroupFault(
          "Tried to use " + group.path() + ": its OOM killer is off, see memory.oom_control");
    }
    oomKillsBefore = group.readNumber(EVENTS, KILLS);
    usageAtEnd = Long.MAX_VALUE;
  }

  /** Of the kills since the last run, all were caused by this group's own limit. */
  Usage usage(CgroupReading measured) throws CgroupFault {
    CgroupNumbers seen = group.numbers(measured);
    ByteSize peak = new ByteSize(seen.readNumber(PEAK));
    usageAtEnd = seen.readNumber(USAGE);
    long now = seen.readNumber(EVENTS, KILLS);
    if (now < oomKillsBefore) {
      throw new CgroupFault(
          "Tried to count OOM kills of "
              + group.path()
              + ": they went from "
              + oomKillsBefore
              + " to "
              + now);
    }
    int kills = Math.toIntExact(now - oomKillsBefore);
    oomKillsBefore = now;
    if (kills > 0 && !limitWasReached(peak)) {
      throw new CgroupFault(
          "The kernel killed a process of "
              + group.path()
              + " although its limit was not reached: the machine is out of memory;"
              + " use fewer slots or smaller limits");
    }
    return new Usage(peak, kills);
  }

  /** By the peak, because memory.failcnt stays 0 on some kernels (seen on 6.18). */
  private boolean limitWasReached(ByteSize peak) throws CgroupFault {
    return peak.bytes() >= group.readNumber(LIMIT) - REACHED.bytes();
  }
}
