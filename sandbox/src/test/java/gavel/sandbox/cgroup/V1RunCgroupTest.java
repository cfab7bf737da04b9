package gavel.sandbox.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.model.CpuSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class V1RunCgroupTest {
  private static final Path SLOT = Path.of("/cgroup/all/gavel-1-2-3/slot0");
  private static final Path SWAPS = Path.of("/proc/swaps");
  private static final String UNLIMITED = "9223372036854771712";
  private static final String LIMIT = "67108864";
  private static final CgroupLimits LIMITS = new CgroupLimits(ByteSize.ofMiB(64), 16, CpuSet.of(1));

  private final FakeCgroupFiles files =
      new FakeCgroupFiles(
          Map.ofEntries(
              Map.entry("cgroup.procs", ""),
              Map.entry("memory.limit_in_bytes", UNLIMITED),
              Map.entry("memory.memsw.limit_in_bytes", UNLIMITED),
              Map.entry("memory.usage_in_bytes", "4096"),
              Map.entry("memory.max_usage_in_bytes", "8192"),
              Map.entry("memory.memsw.max_usage_in_bytes", "8192"),
              Map.entry("memory.force_empty", ""),
              Map.entry("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 5"),
              Map.entry("pids.max", "max"),
              Map.entry("pids.peak", "3"),
              Map.entry("cpuset.cpus", ""),
              Map.entry("cpuset.mems", ""),
              Map.entry("cpuacct.usage", "77"),
              Map.entry("cpuacct.usage_user", "0"),
              Map.entry("cpuacct.usage_sys", "0")));

  private V1RunCgroup group;

  @BeforeEach
  void open() throws CgroupFault {
    files.files.put(SLOT.resolveSibling("cpuset.mems"), "0");
    CgroupDirectory all = new CgroupDirectory(files, SLOT);
    group =
        V1RunCgroup.open(
            new V1Slot(all, all, all, all),
            new SwapCheck(files, SWAPS),
            new ProcessKiller(_ -> List.of()));
  }

  private void says(String name, String content) {
    files.set(SLOT, name, content);
  }

  @Test
  void limitsBeforeItResets() throws CgroupFault {
    group.prepare(LIMITS);

    assertThat(files.writes)
        .containsExactly(
            "cpuset.mems=0",
            "memory.limit_in_bytes=" + LIMIT,
            "memory.memsw.limit_in_bytes=" + LIMIT,
            "memory.max_usage_in_bytes=0",
            "memory.memsw.max_usage_in_bytes=0",
            "cpuset.cpus=1",
            "cpuacct.usage=0",
            "pids.max=16");
  }

  @Test
  void raisesAndLowersInTheKernelsOrder() throws CgroupFault {
    group.prepare(LIMITS);
    group.prepare(new CgroupLimits(ByteSize.ofMiB(256), 16, CpuSet.of(1)));
    group.prepare(LIMITS);

    assertThat(files.read(SLOT.resolve("memory.limit_in_bytes"))).isEqualTo(LIMIT);
    assertThat(files.read(SLOT.resolve("memory.memsw.limit_in_bytes"))).isEqualTo(LIMIT);
  }

  @Test
  void reportsWhatTheFilesSay() throws CgroupFault {
    group.prepare(LIMITS);
    says("memory.max_usage_in_bytes", LIMIT);
    says("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 7");
    says("cpuacct.usage", "3000000");
    says("cpuacct.usage_user", "1000");
    says("cpuacct.usage_sys", "2000");
    says("pids.peak", "9");

    CgroupUsage usage = group.readUsage();

    assertThat(usage.cpuTime()).isEqualTo(Duration.ofMillis(3));
    assertThat(usage.user()).isEqualTo(Duration.ofMillis(1));
    assertThat(usage.system()).isEqualTo(Duration.ofMillis(2));
    assertThat(usage.memoryPeak()).isEqualTo(ByteSize.ofMiB(64));
    assertThat(usage.oomKills()).isEqualTo(2);
    assertThat(usage.processesPeak()).hasValue(9);
    assertThat(group.isEmpty()).isTrue();
  }

  @Test
  void startsAfreshAfterSeveralProcessesBecauseTheirPeakStays() throws CgroupFault {
    group.prepare(LIMITS);
    says("pids.peak", "9");
    assertThat(group.readUsage().processesPeak()).hasValue(9);
    assertThat(group.isReadyFor(LIMITS)).isFalse();
    assertThat(group.generation()).isEqualTo(1);

    group.prepare(LIMITS);

    assertThat(group.generation()).isEqualTo(2);
  }

  @Test
  void isReadyAgainAfterAnOrderlyRunUnderTheSameLimits() throws CgroupFault {
    says("pids.peak", "1");
    assertThat(group.isReadyFor(LIMITS)).isFalse();
    group.prepare(LIMITS);
    group.readUsage();
    assertThat(group.isReadyFor(LIMITS)).isTrue();
    assertThat(group.isReadyFor(new CgroupLimits(ByteSize.ofMiB(65), 16, CpuSet.of(1)))).isFalse();

    says("memory.usage_in_bytes", "1048576");
    group.readUsage();
    assertThat(group.isReadyFor(LIMITS)).isFalse();
    says("memory.usage_in_bytes", "1048575");
    assertThat(group.isReadyFor(LIMITS)).isTrue();
  }

  @Test
  void believesWhatWasMeasuredForIt() throws CgroupFault {
    group.prepare(LIMITS);
    List<String> texts =
        List.of(
            "8192\n",
            "oom_kill_disable 0\nunder_oom 0\noom_kill 5\n",
            "0\n",
            "3000000\n",
            "0\n",
            "0\n",
            "1\n");

    CgroupUsage usage = group.readUsage(new MeasuredFiles(group.measures(), texts));

    assertThat(usage.cpuTime()).isEqualTo(Duration.ofMillis(3));
    assertThat(usage.memoryPeak()).isEqualTo(new ByteSize(8192));
    assertThatThrownBy(() -> new MeasuredFiles(group.measures(), texts.subList(1, 7)))
        .isInstanceOf(CgroupFault.class);
  }

  @ParameterizedTest
  @CsvSource({
    "memory.max_usage_in_bytes,''",
    "memory.max_usage_in_bytes,max",
    "memory.max_usage_in_bytes,-1",
    "memory.oom_control,oom_kill_disable 0",
    "memory.oom_control,oom_kill x",
    "memory.oom_control,oom_kill 4",
    "cpuacct.usage,garbage",
    "cpuacct.usage_user,''",
    "pids.peak,many"
  })
  void neverTakesAnUnreadableValueForNothing(String name, String content) throws CgroupFault {
    group.prepare(LIMITS);
    says(name, content);

    assertThatThrownBy(group::readUsage)
        .isInstanceOf(CgroupFault.class)
        .hasMessageContaining("Tried to ")
        .hasMessageContaining(SLOT.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory.max_usage_in_bytes", "memory.oom_control", "cpuacct.usage"})
  void neverTakesAMissingFileForNothing(String name) throws CgroupFault {
    group.prepare(LIMITS);
    files.files.remove(SLOT.resolve(name));

    assertThatThrownBy(group::readUsage)
        .isInstanceOf(CgroupFault.class)
        .hasMessage("Tried to read " + SLOT.resolve(name) + ": No such file or directory");
  }

  @Test
  void blamesTheMachineForAKillUnderTheLimit() throws CgroupFault {
    group.prepare(LIMITS);
    says("memory.max_usage_in_bytes", "10000000");
    says("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 6");

    assertThatThrownBy(group::readUsage)
        .isInstanceOf(CgroupFault.class)
        .hasMessageContaining("the machine is out of memory");
  }

  @Test
  void keepsAGroupThatCanBeCleaned() throws CgroupFault {
    says("memory.usage_in_bytes", "1048575");
    group.prepare(LIMITS);

    assertThat(group.generation()).isEqualTo(1);
    assertThat(files.writes).doesNotContain("memory.force_empty=0");
  }

  @Test
  void discardsAGroupThatCannotBeCleaned() throws CgroupFault {
    says("memory.usage_in_bytes", "1048576");
    group.prepare(LIMITS);

    assertThat(files.writes).contains("memory.force_empty=0");
    assertThat(group.generation()).isEqualTo(2);
    assertThat(files.read(SLOT.resolve("memory.usage_in_bytes"))).isEqualTo("4096");
    assertThat(files.read(SLOT.resolve("memory.limit_in_bytes"))).isEqualTo(LIMIT);
  }

  @Test
  void wantsNoSwapWhereItIsNotAccounted() throws CgroupFault {
    files.files.remove(SLOT.resolve("memory.memsw.limit_in_bytes"));
    files.files.put(SWAPS, "Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2");
    assertThatThrownBy(() -> group.prepare(LIMITS))
        .isInstanceOf(CgroupFault.class)
        .hasMessageContaining("swapoff -a");

    files.files.put(SWAPS, "Filename Type Size Used Priority");
    group.prepare(LIMITS);
    assertThat(files.read(SLOT.resolve("memory.limit_in_bytes"))).isEqualTo(LIMIT);
  }

  @Test
  void doesNotRunWithAnOomKillerThatIsOff() {
    says("memory.oom_control", "oom_kill_disable 1\nunder_oom 0\noom_kill 0");

    assertThatThrownBy(() -> group.prepare(LIMITS)).hasMessageContaining("its OOM killer is off");
  }

  @Test
  void joinsThroughTheTasksFileOfEachHierarchyOnce() {
    assertThat(group.joinPaths())
        .isEqualTo(new CgroupJoin.WriteZero(List.of(SLOT.resolve("tasks"))));
    assertThat(group.cpuUsagePath()).contains(SLOT.resolve("cpuacct.usage"));
  }

  @Test
  void refusesToKillTheSandboxItself() {
    says("cgroup.procs", Long.toString(ProcessHandle.current().pid()));

    assertThatThrownBy(group::kill).hasMessageContaining("the sandbox itself");
    assertThat(files.writes).contains("pids.max=0");
  }

  @Test
  void goesAway() throws CgroupFault {
    group.close();
    group.close();

    assertThat(files.groups).isEmpty();
  }

  @Test
  void leavesNothingWhenItCannotBeMade() throws CgroupFault {
    group.close();
    files.files.remove(SLOT.resolveSibling("cpuset.mems"));
    CgroupDirectory all = new CgroupDirectory(files, SLOT);

    assertThatThrownBy(() ->
            V1RunCgroup.open(
                new V1Slot(all, all, all, all),
                new SwapCheck(files, SWAPS),
                new ProcessKiller(_ -> List.of())))
        .isInstanceOf(CgroupFault.class);
    assertThat(files.groups).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1048575,1", "1048576,0"})
  void refusesLimitsThatNothingCouldRunIn(long memory, int processes) {
    ByteSize size = new ByteSize(memory);
    assertThatThrownBy(() -> new CgroupLimits(size, processes, CpuSet.of(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
