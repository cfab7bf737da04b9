package gavel.sandbox.cgroup;

import gavel.model.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Version 1: one group in each of four hierarchies, kept from run to run. */
final class V1RunCgroup implements RunCgroup {
  private static final ByteSize CLEAN = ByteSize.ofMiB(1);
  private static final String CPU = "cpuacct.usage";
  private static final String CPU_USER = "cpuacct.usage_user";
  private static final String CPU_SYSTEM = "cpuacct.usage_sys";
  private static final String PROCESSES_PEAK = "pids.peak";

  private final V1Memory memory;
  private final CgroupDirectory pids;
  private final CgroupDirectory cpuset;
  private final CgroupDirectory cpuacct;
  private final List<CgroupDirectory> all;
  private final ProcessKiller killer;
  private long generation;
  private List<Path> measures = List.of();
  private boolean open;
  private @Nullable CgroupLimits inForce;

  /** A run did not end in order: nobody knows what it has counted. */
  private boolean spoiled;

  /** The kernel keeps the peak of the group's whole life: 1 is as good as none. */
  private long processesPeak = 1;

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
    measures = existing();
    processesPeak = 1;
    spoiled = false;
    generation++;
  }

  @Override
  public void prepare(CgroupLimits limits) throws CgroupFault {
    inForce = null;
    empty();
    if (spoiled || processesPeak > 1 || !memory.clean(CLEAN)) {
      remove();
      create();
    }
    memory.limit(limits.memory());
    memory.resetCounters();
    cpuset.write("cpuset.cpus", limits.cpus().toString());
    cpuacct.write(CPU, 0);
    pids.write("pids.max", limits.processes());
    inForce = limits;
  }

  @Override
  public boolean isReadyFor(CgroupLimits limits) throws CgroupFault {
    return limits.equals(inForce) && processesPeak <= 1 && memory.isClean(CLEAN);
  }

  @Override
  public CgroupJoin joinPaths() {
    return new CgroupJoin.WriteZero(all.stream().map(group -> group.file("tasks")).toList());
  }

  @Override
  public boolean isJoinedAhead() {
    return true;
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public Optional<Path> cpuUsagePath() {
    return Optional.of(cpuacct.file(CPU));
  }

  @Override
  public List<Path> measures() {
    return measures;
  }

  private List<Path> existing() {
    List<Path> files = new ArrayList<>(memory.measures());
    for (String name : List.of(CPU, CPU_USER, CPU_SYSTEM)) {
      files.add(cpuacct.file(name));
    }
    if (pids.has(PROCESSES_PEAK)) {
      files.add(pids.file(PROCESSES_PEAK));
    }
    return List.copyOf(files);
  }

  @Override
  public List<Path> resets() {
    List<Path> files = new ArrayList<>(memory.resets());
    files.add(cpuacct.file(CPU));
    return files;
  }

  @Override
  public CgroupUsage readUsage() throws CgroupFault {
    return readUsage(cpuacct.files());
  }

  @Override
  public CgroupUsage readUsage(CgroupReading measured) throws CgroupFault {
    CgroupNumbers cpu = cpuacct.numbers(measured);
    Duration total = Duration.ofNanos(cpu.readNumber(CPU));
    Duration user = CpuSplit.user(total, cpu.readNumber(CPU_USER), cpu.readNumber(CPU_SYSTEM));
    V1Memory.Usage used = memory.usage(measured);
    return new CgroupUsage(
        total, user, total.minus(user), used.peak(), used.oomKills(), processesPeak(measured));
  }

  private OptionalInt processesPeak(CgroupReading measured) throws CgroupFault {
    if (!measures.contains(pids.file(PROCESSES_PEAK))) {
      return OptionalInt.empty();
    }
    processesPeak = pids.numbers(measured).readNumber(PROCESSES_PEAK);
    return OptionalInt.of(Math.toIntExact(processesPeak));
  }

  @Override
  public boolean isEmpty() throws CgroupFault {
    for (CgroupDirectory group : all) {
      if (!group.processes().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void kill() throws CgroupFault {
    inForce = null;
    spoiled = true;
    empty();
  }

  private void empty() throws CgroupFault {
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
