package gavel.sandbox.cgroup;

import gavel.model.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Version 1: one group in each of four hierarchies, kept from run to run. */
final class V1RunCgroup implements RunCgroup {
  private static final ByteSize CLEAN = ByteSize.ofMiB(1);

  private final V1Memory memory;
  private final CgroupDirectory pids;
  private final CgroupDirectory cpuset;
  private final CgroupDirectory cpuacct;
  private final List<CgroupDirectory> all;
  private final ProcessKiller killer;
  private long generation;
  private boolean open;
  private long pidsPeakBefore;

  private V1RunCgroup(V1Slot slot, SwapCheck swap, ProcessKiller killer) {
    this.memory = new V1Memory(slot.memory(), swap);
    this.pids = slot.pids();
    this.cpuset = slot.cpuset();
    this.cpuacct = slot.cpuacct();
    this.all = Stream.of(cpuset, cpuacct, pids, slot.memory()).distinct().toList();
    this.killer = killer;
  }

  /** Makes the groups; they must not exist. */
  static V1RunCgroup open(V1Slot slot, SwapCheck swap, ProcessKiller killer) throws CgroupFault {
    V1RunCgroup group = new V1RunCgroup(slot, swap, killer);
    group.create();
    return group;
  }

  private void create() throws CgroupFault {
    List<CgroupDirectory> made = new ArrayList<>();
    try {
      for (CgroupDirectory group : all) {
        group.files().create(group.path());
        made.add(group);
      }
      // A cpuset without memory nodes can hold no process.
      Path parent = cpuset.path().resolveSibling("cpuset.mems");
      cpuset.write("cpuset.mems", cpuset.files().read(parent));
    } catch (CgroupFault fault) {
      for (CgroupDirectory group : made) {
        group.files().remove(group.path()).map(CgroupFault::new).ifPresent(fault::addSuppressed);
      }
      throw fault;
    }
    open = true;
    generation++;
  }

  @Override
  public void prepare(CgroupLimits limits) throws CgroupFault {
    kill();
    if (!memory.clean(CLEAN)) {
      remove();
      create();
    }
    memory.limit(limits.memory());
    memory.resetCounters();
    cpuset.write("cpuset.cpus", limits.cpus().toString());
    cpuacct.write("cpuacct.usage", 0);
    pids.write("pids.max", limits.processes());
    pidsPeakBefore = pids.has("pids.peak") ? pids.readNumber("pids.peak") : Long.MAX_VALUE;
  }

  @Override
  public CgroupJoin joinPaths() {
    return new CgroupJoin.WriteZero(all.stream().map(group -> group.file("tasks")).toList());
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public Path cpuUsagePath() {
    return cpuacct.file("cpuacct.usage");
  }

  @Override
  public CgroupUsage readUsage() throws CgroupFault {
    Duration total = Duration.ofNanos(cpuacct.readNumber("cpuacct.usage"));
    Duration user =
        CpuSplit.user(
            total,
            cpuacct.readNumber("cpuacct.usage_user"),
            cpuacct.readNumber("cpuacct.usage_sys"));
    return new CgroupUsage(
        total,
        user,
        total.minus(user),
        memory.peak(),
        memory.oomKills(),
        processesPeak(),
        isEmpty());
  }

  /** The kernel keeps the peak of the group's whole life: it tells of this run if it has grown. */
  private OptionalInt processesPeak() throws CgroupFault {
    if (!pids.has("pids.peak")) {
      return OptionalInt.empty();
    }
    long peak = pids.readNumber("pids.peak");
    return peak > pidsPeakBefore ? OptionalInt.of(Math.toIntExact(peak)) : OptionalInt.empty();
  }

  private boolean isEmpty() throws CgroupFault {
    for (CgroupDirectory group : all) {
      if (!group.processes().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void kill() throws CgroupFault {
    if (!isEmpty()) {
      pids.write("pids.max", 0); // no fork outruns the killing
      killer.empty(all);
    }
  }

  @Override
  public void close() throws CgroupFault {
    if (open) {
      remove();
      open = false;
    }
  }

  private void remove() throws CgroupFault {
    GroupRemover remover = new GroupRemover(killer);
    for (CgroupDirectory group : all) {
      if (group.files().exists(group.path())) {
        remover.remove(group);
      }
    }
  }
}
