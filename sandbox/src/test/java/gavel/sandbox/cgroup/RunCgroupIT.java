package gavel.sandbox.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.model.CpuSet;
import gavel.sandbox.Slowness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real programs in real groups, whichever version the machine has. */
@Tag("sandbox")
final class RunCgroupIT {
  private static final ByteSize MEMORY = ByteSize.ofMiB(64);
  private static final CgroupLimits LIMITS = new CgroupLimits(MEMORY, 32, CpuSet.of(0));
  private static final int KILLED = 137;
  private static final String ALLOCATE = "x = bytearray(%d << 20)";
  private static final String FORK_TO_THE_LIMIT =
      """
      import os, time
      n = 1
      try:
          while n < 1000:
              if os.fork() == 0: time.sleep(1000)
              n += 1
      except BlockingIOError: pass
      print(n, flush=True)
      time.sleep(1000)
      """;
  private static final String FORK_BOMB =
      """
      import os
      print("bomb", flush=True)
      while True:
          try: os.fork()
          except BlockingIOError: pass
      """;

  private CgroupSystem system;
  private RunCgroup group;

  @BeforeEach
  void open() throws CgroupFault {
    system = CgroupSystem.detect();
    group = system.open(0);
  }

  @AfterEach
  void close() throws CgroupFault {
    group.close();
    system.close();
  }

  private CgroupUsage run(CgroupLimits limits, int expectedStatus, String source)
      throws CgroupFault, IOException, InterruptedException {
    group.prepare(limits);
    try (JoinedChild child = JoinedChild.python(group.joinPaths(), source)) {
      assertThat(child.exitStatus()).isEqualTo(expectedStatus);
    }
    group.kill();
    return group.readUsage();
  }

  @Test
  void measuresThePeakOfMemory() throws Exception {
    CgroupUsage usage = run(LIMITS, 0, ALLOCATE.formatted(20));

    assertThat(usage.memoryPeak()).isBetween(ByteSize.ofMiB(20), ByteSize.ofMiB(40));
    assertThat(usage.oomKills()).isZero();
    assertThat(group.isEmpty()).isTrue();
  }

  @Test
  void forgetsTheRunBefore() throws Exception {
    CgroupUsage big = run(LIMITS, 0, ALLOCATE.formatted(40));
    CgroupUsage dead = run(LIMITS, KILLED, ALLOCATE.formatted(100));
    CgroupUsage small = run(LIMITS, 0, "pass");

    assertThat(big.memoryPeak()).isGreaterThan(ByteSize.ofMiB(40));
    assertThat(dead.oomKills()).isPositive(); // version 2 counts the first victim twice
    assertThat(small.oomKills()).isZero();
    assertThat(small.memoryPeak()).isLessThan(ByteSize.ofMiB(20));
    assertThat(small.cpuTime()).isLessThan(Slowness.of(Duration.ofSeconds(2)));
  }

  @Test
  void countsEveryProcessKilledForMemory() throws Exception {
    String threeVictims =
        """
        import os
        for i in range(3):
            pid = os.fork()
            if pid == 0:
                x = bytearray(100 << 20)
                os._exit(0)
            os.waitpid(pid, 0)
        """;
    boolean all = system.version() == CgroupVersion.V2; // which ends the group at the first

    CgroupUsage usage = run(LIMITS, all ? KILLED : 0, threeVictims);

    // Both processes; version 2 counts the one that was chosen again as a member of the group.
    assertThat(usage.oomKills()).isBetween(all ? 2 : 3, 3);
    assertThat(usage.memoryPeak()).isBetween(ByteSize.ofMiB(60), MEMORY);
  }

  @Test
  void raisesAndLowersTheLimit() throws Exception {
    CgroupLimits more = new CgroupLimits(ByteSize.ofMiB(160), 32, CpuSet.of(0));

    assertThat(run(LIMITS, KILLED, ALLOCATE.formatted(100)).oomKills()).isPositive();
    assertThat(run(more, 0, ALLOCATE.formatted(100)).oomKills()).isZero();
    assertThat(run(LIMITS, KILLED, ALLOCATE.formatted(100)).oomKills()).isPositive();
    assertThat(run(more, KILLED, ALLOCATE.formatted(200)).oomKills()).isPositive();
  }

  @Test
  void chargesFilesInMemory() throws Exception {
    String source =
        """
        import os
        fd = os.memfd_create("big")
        for i in range(100): os.write(fd, bytes(1 << 20))
        """;

    CgroupUsage usage = run(LIMITS, KILLED, source);

    assertThat(usage.oomKills()).isPositive();
  }

  @Test
  void stopsForksAtTheLimit() throws Exception {
    group.prepare(LIMITS);
    try (JoinedChild child = JoinedChild.python(group.joinPaths(), FORK_TO_THE_LIMIT)) {
      child.awaitLine("32");
      assertThat(group.isEmpty()).isFalse();
      group.kill();
      assertThat(child.exitStatus()).isEqualTo(KILLED);
    }

    CgroupUsage usage = group.readUsage();
    assertThat(group.isEmpty()).isTrue();
    assertThat(usage.processesPeak()).hasValue(32);
  }

  @Test
  void killsAForkBombThoughInterrupted() throws Exception {
    group.prepare(new CgroupLimits(ByteSize.ofMiB(256), 64, CpuSet.of(0)));
    try (JoinedChild child = JoinedChild.python(group.joinPaths(), FORK_BOMB)) {
      child.awaitLine("bomb");
      Thread.currentThread().interrupt();
      group.kill();
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(group.isEmpty()).isTrue();
  }

  @Test
  void countsTheCpuTimeOfTheWholeTree() throws Exception {
    String source =
        """
        import os, time
        for i in range(2):
            if os.fork() == 0:
                while time.process_time() < 0.5: pass
                os._exit(0)
        os.wait(); os.wait()
        """;

    CgroupUsage usage = run(LIMITS, 0, source);

    assertThat(usage.cpuTime())
        .isBetween(Duration.ofSeconds(1), Slowness.of(Duration.ofSeconds(3)));
    assertThat(usage.user().plus(usage.system())).isEqualTo(usage.cpuTime());
  }

  @Test
  void pinsTheRunToOneCpu() throws Exception {
    String source = "import os, sys; sys.exit(40 + os.sched_getaffinity(0).pop())";

    run(LIMITS, 40, source);
    run(new CgroupLimits(MEMORY, 32, CpuSet.of(1)), 41, source);
  }

  @Test
  void letsTheRunHaveSeveralCpus() throws Exception {
    String source = "import os, sys; sys.exit(40 + len(os.sched_getaffinity(0)))";

    run(new CgroupLimits(MEMORY, 32, CpuSet.parse("0-1")), 42, source);
    run(LIMITS, 41, source);
  }

  @Test
  void killsWhatIsLeftBeforeTheNextRun() throws Exception {
    group.prepare(LIMITS);
    String leaveOne = "import os, time\nif os.fork() == 0: time.sleep(1000)";
    try (JoinedChild child = JoinedChild.python(group.joinPaths(), leaveOne)) {
      assertThat(child.exitStatus()).isZero();
    }
    assertThat(group.isEmpty()).isFalse();

    group.prepare(LIMITS);

    assertThat(group.isEmpty()).isTrue();
  }

  @Test
  void keepsItsGroupsOnVersion1AndRenewsThemOnVersion2() throws Exception {
    group.prepare(LIMITS);
    long first = group.generation();
    run(LIMITS, 0, ALLOCATE.formatted(30));

    long expected = system.version() == CgroupVersion.V1 ? first : first + 1;
    assertThat(group.generation()).isEqualTo(expected);
  }

  @Test
  void refusesACpuThatIsNotThere() {
    CgroupLimits limits = new CgroupLimits(MEMORY, 32, CpuSet.of(4000));

    assertThatThrownBy(() -> group.prepare(limits))
        .isInstanceOf(CgroupFault.class)
        .hasMessageContaining("Tried to write 4000 to")
        .hasMessageContaining("cpuset.cpus");
  }

  @Test
  void hasNoUsageOnceItsFilesAreGone() throws Exception {
    group.prepare(LIMITS);
    Path directory = group.cpuUsagePath().orElseThrow().getParent();
    group.close();

    assertThat(Files.exists(directory)).isFalse();
    assertThatThrownBy(group::readUsage)
        .isInstanceOf(CgroupFault.class)
        .hasMessageContaining("Tried to read");
  }
}
