package gavel.sandbox.cgroup;

import gavel.model.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/** Version 2: one group, made anew for every run. */
final class V2RunCgroup implements RunCgroup {
  private static final String LIMIT = "memory.max";
  private static final String SWAP_LIMIT = "memory.swap.max";
  private static final String EVENTS = "memory.events";
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
    group.write("cpuset.cpus", limits.cpu());
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
  public Path cpuUsagePath() {
    return group.file("cpu.stat");
  }

  @Override
  public CgroupUsage readUsage() throws CgroupFault {
    Duration total = micros("usage_usec");
    Duration user =
        CpuSplit.user(
            total,
            group.readNumber("cpu.stat", "user_usec"),
            group.readNumber("cpu.stat", "system_usec"));
    return new CgroupUsage(
        total,
        user,
        total.minus(user),
        new ByteSize(group.readNumber("memory.peak")),
        oomKills(),
        group.has("pids.peak")
            ? OptionalInt.of(Math.toIntExact(group.readNumber("pids.peak")))
            : OptionalInt.empty(),
        !lifecycle.isPopulated());
  }

  private Duration micros(String key) throws CgroupFault {
    return Duration.of(group.readNumber("cpu.stat", key), ChronoUnit.MICROS);
  }

  /**
   * The kernel counts kills, not processes: the one it chose counts again as a member of the group
   * that ends with it.
   */
  private int oomKills() throws CgroupFault {
    int kills = Math.toIntExact(group.readNumber(EVENTS, "oom_kill"));
    if (kills > 0 && group.readNumber(EVENTS, "oom") == 0) {
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
