package gavel.sandbox.cgroup;

import gavel.model.ByteSize;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * What a run used, all of its processes together.
 *
 * @param cpuTime user and system, measured exactly
 * @param user the part of it in user mode, as far as the kernel's sampling tells
 * @param system the rest of it
 * @param memoryPeak the most memory charged at any time, see the package's theory of operation
 * @param oomKills tells by being positive that processes were ended because the memory limit was
 *     reached, not how many: version 2 may count one of them twice
 * @param processesPeak the most processes and threads at any time; empty when the kernel does not
 *     tell
 */
public record CgroupUsage(
    Duration cpuTime,
    Duration user,
    Duration system,
    ByteSize memoryPeak,
    int oomKills,
    OptionalInt processesPeak) {
  /** Refuses measurements that cannot be with {@link IllegalArgumentException}. */
  public CgroupUsage {
    if (user.isNegative() || system.isNegative() || oomKills < 0) {
      throw new IllegalArgumentException(
          "Negative usage: user " + user + ", system " + system + ", OOM kills " + oomKills);
    }
    if (!cpuTime.equals(user.plus(system))) {
      throw new IllegalArgumentException(
          "User " + user + " and system " + system + " do not add up to " + cpuTime);
    }
  }
}
