package gavel.sandbox.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.model.CpuSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class V2RunCgroupTest {
  private static final Path SLOT = Path.of("/cgroup/gavel-1-2-3/slot0");
  private static final Path SWAPS = Path.of("/proc/swaps");
  private static final CgroupLimits LIMITS = new CgroupLimits(ByteSize.ofMiB(64), 16, CpuSet.of(1));
  private static final String NO_EVENTS =
      "low 0\nhigh 0\nmax 0\noom 0\noom_kill 0\noom_group_kill 0";

  private final FakeCgroupFiles files =
      new FakeCgroupFiles(
          Map.ofEntries(
              Map.entry("cgroup.procs", ""),
              Map.entry("cgroup.events", "populated 0\nfrozen 0"),
              Map.entry("cgroup.kill", ""),
              Map.entry("memory.max", "max"),
              Map.entry("memory.swap.max", "max"),
              Map.entry("memory.oom.group", "0"),
              Map.entry("memory.peak", "0"),
              Map.entry("memory.events", NO_EVENTS),
              Map.entry("pids.max", "max"),
              Map.entry("cpuset.cpus", ""),
              Map.entry("cpu.stat", "usage_usec 0\nuser_usec 0\nsystem_usec 0")));

  private V2RunCgroup group;

  @BeforeEach
  void open() throws CgroupFault {
    group =
        V2RunCgroup.open(
            new CgroupDirectory(files, SLOT),
            new SwapCheck(files, SWAPS),
            new ProcessKiller(_ -> List.of()));
  }

  private void says(String name, String content) {
    files.set(SLOT, name, content);
  }

  @Test
  void setsEveryLimit() throws CgroupFault {
    group.prepare(LIMITS);

    assertThat(files.writes)
        .containsExactly(
            "memory.swap.max=0",
            "memory.max=67108864",
            "memory.oom.group=1",
            "pids.max=16",
            "cpuset.cpus=1");
  }

  @Test
  void isMadeAnewForEachRun() throws CgroupFault {
    says("memory.peak", "1000");
    group.prepare(LIMITS);

    assertThat(group.generation()).isEqualTo(2);
    assertThat(group.readUsage().memoryPeak()).isEqualTo(ByteSize.ZERO);
  }

  @Test
  void reportsWhatTheFilesSay() throws CgroupFault {
    group.prepare(LIMITS);
    says("memory.peak", "67108864");
    says("memory.events", "low 0\nhigh 0\nmax 31\noom 1\noom_kill 3\noom_group_kill 1");
    says("cpu.stat", "usage_usec 1500\nuser_usec 500\nsystem_usec 1000\nnr_periods 0");
    says("pids.peak", "4");

    assertThat(group.readUsage())
        .isEqualTo(
            new CgroupUsage(
                Duration.ofNanos(1_500_000),
                Duration.ofNanos(500_000),
                Duration.ofNanos(1_000_000),
                ByteSize.ofMiB(64),
                3,
                OptionalInt.of(4)));
  }

  @ParameterizedTest
  @CsvSource({
    "memory.peak,max",
    "memory.events,low 0",
    "memory.events,oom_kill x",
    "cpu.stat,usage_usec",
    "cpu.stat,user_usec 1"
  })
  void neverTakesAnUnreadableValueForNothing(String name, String content) throws CgroupFault {
    group.prepare(LIMITS);
    says(name, content);

    assertThatThrownBy(group::readUsage)
        .isInstanceOf(CgroupFault.class)
        .hasMessageContaining("Tried to read")
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory.max", "memory.oom.group", "pids.max", "cpuset.cpus"})
  void doesNotRunWithoutALimit(String name) {
    files.givesNoGroup(name);

    assertThatThrownBy(() -> group.prepare(LIMITS))
        .isInstanceOf(CgroupFault.class)
        .hasMessageContaining(name);
  }

  @Test
  void wantsNoSwapWhereItIsNotAccounted() throws CgroupFault {
    files.givesNoGroup("memory.swap.max");
    files.files.put(SWAPS, "Filename Type Size Used Priority\n/swap file 1 0 -2");
    assertThatThrownBy(() -> group.prepare(LIMITS)).hasMessageContaining("swapoff -a");

    files.files.put(SWAPS, "Filename Type Size Used Priority");
    group.prepare(LIMITS);
    assertThat(files.writes).contains("memory.max=67108864");
  }

  @Test
  void blamesTheMachineForAKillUnderTheLimit() throws CgroupFault {
    group.prepare(LIMITS);
    says("memory.events", NO_EVENTS.replace("oom_kill 0", "oom_kill 1"));

    assertThatThrownBy(group::readUsage).hasMessageContaining("the machine is out of memory");
  }

  @Test
  void killsBeforeItGoesAway() throws CgroupFault {
    says("cgroup.procs", "4711");
    says("cgroup.events", "populated 1\nfrozen 0");
    assertThat(group.isEmpty()).isFalse();

    group.close();
    group.close();

    assertThat(files.writes).containsExactly("cgroup.kill=1");
    assertThat(files.groups).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory.peak", "cgroup.kill"})
  void olderKernelIsRefused(String file) throws CgroupFault {
    group.close();
    files.givesNoGroup(file);

    assertThatThrownBy(this::open)
        .isInstanceOf(CgroupFault.class)
        .hasMessageContaining("lack " + file)
        .hasMessageContaining("5.19");
    assertThat(files.groups).isEmpty();
  }

  @Test
  void isJoinedByClone() {
    assertThat(group.joinPaths()).isEqualTo(new CgroupJoin.CloneInto(SLOT));
    assertThat(group.cpuUsagePath()).contains(SLOT.resolve("cpu.stat"));
  }
}
