package gavel.sandbox.cgroup;

import gavel.model.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Version 2: one group, made anew for every run. */
final class V2RunCgroup implements RunCgroup {
  private static final String LIMIT = "memory.max";
  private static final String SWAP_LIMIT = "memory.swap.max";
  private static final String EVENTS = "memory.events";
  private static final String PEAK = "memory.peak";
  private static final String CPU = "cpu.stat";
  private static final String PROCESSES_PEAK = "pids.peak";

  /** From Linux 5.19 and 5.14, in this order; whatever has them has all the others. */
  private static final List<String> NEEDED = List.of(PEAK, "cgroup.kill");

  private static final long LARGEST_PAGE = 65536;

  private final CgroupDirectory group;
  private final SwapCheck swap;
  private final V2Lifecycle lifecycle;

  private V2RunCgroup(CgroupDirectory group, SwapCheck swap, ProcessKiller killer) {
    this.group = group;
    this.swap = swap;
    this.lifecycle = new V2Lifecycle(group, killer);
  }

  /** Makes the group, which must not exist; its parent has the controllers enabled for it. */
  static V2RunCgroup open(CgroupDirectory group, SwapCheck swap, ProcessKiller killer)
      throws CgroupFault {
    V2RunCgroup run = new V2RunCgroup(group, swap, killer);
    run.lifecycle.create();
    for (String needed : NEEDED) {
      if (!group.has(needed)) {
        run.close();
        throw new CgroupFault(
            "Control groups of version 2 lack "
                + needed
                + ": it takes Linux 5.19 or newer, or version 1 (systemd.unified_cgroup_hierarchy=0)");
      }
    }
    return run;
  }

  @Override
  public void prepare(CgroupLimits limits) throws CgroupFault {
    lifecycle.renew();
    if (group.has(SWAP_LIMIT)) {
      group.write(SWAP_LIMIT, 0);
    } else {
      swap.requireNone(group.path());
    }
    group.write(LIMIT, limits.memory().bytes());
    long taken = group.readNumber(LIMIT);
    if (taken > limits.memory().bytes() || taken <= limits.memory().bytes() - LARGEST_PAGE) {
      throw new CgroupFault(
          "Tried to limit " + group.file(LIMIT) + " to " + limits.memory() + ": it says " + taken);
    }
    group.write("memory.oom.group", 1);
    group.write("pids.max", limits.processes());
    group.write("cpuset.cpus", limits.cpus().toString());
  }

  @Override
  public CgroupJoin joinPaths() {
    return new CgroupJoin.CloneInto(group.path());
  }

  @Override
  public long generation() {
    return lifecycle.generation();
  }

  @Override
  public Optional<Path> cpuUsagePath() {
    return Optional.of(group.file(CPU));
  }

  @Override
  public boolean isJoinedAhead() {
    return false;
  }

  /** {@code memory.peak} cannot be set back, so every run needs a group of its own. */
  @Override
  public boolean isReadyFor(CgroupLimits limits) {
    return false;
  }

  @Override
  public List<Path> measures() {
    Stream<String> names = Stream.of(PEAK, EVENTS, CPU);
    Stream<String> newer = Stream.of(PROCESSES_PEAK).filter(group::has);
    return Stream.concat(names, newer).map(group::file).toList();
  }

  @Override
  public List<Path> resets() {
    return List.of();
  }

  @Override
  public CgroupUsage readUsage() throws CgroupFault {
    return readUsage(group.files());
  }

  @Override
  public CgroupUsage readUsage(CgroupReading measured) throws CgroupFault {
    CgroupNumbers seen = group.numbers(measured);
    Duration total = Duration.of(seen.readNumber(CPU, "usage_usec"), ChronoUnit.MICROS);
    Duration user =
        CpuSplit.user(
            total, seen.readNumber(CPU, "user_usec"), seen.readNumber(CPU, "system_usec"));
    return new CgroupUsage(
        total,
        user,
        total.minus(user),
        new ByteSize(seen.readNumber(PEAK)),
        oomKills(seen),
        group.has(PROCESSES_PEAK)
            ? OptionalInt.of(Math.toIntExact(seen.readNumber(PROCESSES_PEAK)))
            : OptionalInt.empty());
  }

  @Override
  public boolean isEmpty() throws CgroupFault {
    return !lifecycle.isPopulated();
  }

  /**
   * The kernel counts kills, not processes: the one it chose counts again as a member of the group
   * that ends with it.
   */
  private int oomKills(CgroupNumbers seen) throws CgroupFault {
    int kills = Math.toIntExact(seen.readNumber(EVENTS, "oom_kill"));
    if (kills > 0 && seen.readNumber(EVENTS, "oom") == 0) {
      throw new CgroupFault(
          "The kernel killed a process of "
              + group.path()
              + " although its limit was not reached: the machine is out of memory;"
              + " use fewer slots or smaller limits");
    }
    return kills;
  }

  @Override
  public void kill() throws CgroupFault {
    lifecycle.kill();
  }

  @Override
  public void close() throws CgroupFault {
    lifecycle.close();
  }
}
