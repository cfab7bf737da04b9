package gavel.sandbox.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.ByteSize;
import gavel.model.CpuSet;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The files of version 2 that limits go to and measurements come from. Runs in a guest, see {@link
 * gavel.sandbox.guest.V2GuestIT}: other machines may have the controllers in version 1.
 */
@Tag("guest")
final class V2ControllersIT {
  private static final ByteSize MEMORY = ByteSize.ofMiB(64);
  private static final CgroupLimits LIMITS = new CgroupLimits(MEMORY, 24, CpuSet.of(1));
  private static final int KILLED = 137;

  /** No process may be killed one by one where there is {@code cgroup.kill}. */
  private static final ProcessKiller NEVER =
      new ProcessKiller(ids -> {
        throw new AssertionError("killed one by one: " + ids);
      });

  private CgroupSystem system;
  private RunCgroup slot;
  private RunCgroup group;
  private CgroupDirectory directory;

  /** The group of a second slot, which the first one's parent has the controllers for. */
  @BeforeEach
  void open() throws CgroupFault {
    KernelCgroupFiles files = new KernelCgroupFiles();
    system = CgroupSystem.detect();
    slot = system.open(0);
    directory =
        new CgroupDirectory(
            files, slot.cpuUsagePath().orElseThrow().resolve("../../slot1").normalize());
    group = V2RunCgroup.open(directory, SwapCheck.ofThisMachine(files), NEVER);
    group.prepare(LIMITS);
  }

  @AfterEach
  void close() throws CgroupFault {
    group.close();
    slot.close();
    system.close();
  }

  private JoinedChild python(String source) throws Exception {
    return JoinedChild.python(group.joinPaths(), source);
  }

  @Test
  void controllersAreHandedDownToTheSlots() throws CgroupFault {
    Path parent = directory.file("..").normalize();
    for (Path above : List.of(parent, parent.resolve("..").normalize())) {
      CgroupDirectory group = new CgroupDirectory(directory.files(), above);
      assertThat(group.read("cgroup.subtree_control").split(" ", -1))
          .contains("memory", "pids", "cpuset");
      assertThat(group.read("cgroup.controllers").split(" ", -1))
          .contains("memory", "pids", "cpuset");
    }
    assertThat(new CgroupDirectory(directory.files(), parent).processes()).isEmpty();
  }

  @Test
  void everyLimitStandsInItsFile() throws CgroupFault {
    assertThat(directory.readNumber("memory.max")).isEqualTo(MEMORY.bytes());
    assertThat(directory.readNumber("memory.swap.max")).isZero();
    assertThat(directory.readNumber("memory.oom.group")).isEqualTo(1);
    assertThat(directory.readNumber("pids.max")).isEqualTo(24);
    assertThat(directory.read("cpuset.cpus")).isEqualTo("1");
    assertThat(directory.read("cpuset.cpus.effective")).isEqualTo("1");
  }

  @Test
  void thePeaksAreTheKernelsOwn() throws Exception {
    try (JoinedChild child =
        python("import os\nx = bytearray(30 << 20)\nif os.fork() == 0: os._exit(0)\nos.wait()")) {
      assertThat(child.exitStatus()).isZero();
    }

    CgroupUsage usage = group.readUsage();

    assertThat(usage.memoryPeak().bytes()).isEqualTo(directory.readNumber("memory.peak"));
    assertThat(usage.memoryPeak()).isBetween(ByteSize.ofMiB(30), ByteSize.ofMiB(50));
    assertThat(directory.readNumber("memory.current")).isLessThan(ByteSize.ofMiB(16).bytes());
    assertThat(usage.processesPeak())
        .isEqualTo(OptionalInt.of((int) directory.readNumber("pids.peak")))
        .hasValue(2);
  }

  @Test
  void wantOfMemoryEndsTheWholeGroupAtOnce() throws Exception {
    String oneOfThree =
        """
        import os, time
        for i in range(2):
            if os.fork() == 0: time.sleep(1000)
        x = bytearray(100 << 20)
        """;
    try (JoinedChild child = python(oneOfThree)) {
      assertThat(child.exitStatus()).isEqualTo(KILLED);
    }
    // The kernel's work alone; nothing here has killed.
    awaitEmpty();

    CgroupUsage usage = group.readUsage();

    assertThat(usage.oomKills()).isGreaterThanOrEqualTo(3);
    assertThat(directory.readNumber("memory.events", "oom_group_kill")).isEqualTo(1);
    assertThat(usage.memoryPeak()).isLessThanOrEqualTo(MEMORY);
  }

  private void awaitEmpty() throws CgroupFault {
    Patience patience = new Patience();
    while (directory.readNumber("cgroup.events", "populated") != 0) {
      assertThat(patience.step(directory.processes())).as("processes stay").isTrue();
    }
  }

  @Test
  void oneWriteKillsAForkBomb() throws Exception {
    String bomb =
        """
        import os
        print("bomb", flush=True)
        while True:
            try: os.fork()
            except BlockingIOError: pass
        """;
    try (JoinedChild child = python(bomb)) {
      child.awaitLine("bomb");
      group.kill();
      assertThat(child.exitStatus()).isEqualTo(KILLED);
    }

    assertThat(group.isEmpty()).isTrue();
    assertThat(directory.processes()).isEmpty();
  }

  @Test
  void aNewRunFindsAGroupOfWhichNothingWasCounted() throws Exception {
    try (JoinedChild child = python("x = bytearray(40 << 20)")) {
      assertThat(child.exitStatus()).isZero();
    }

    group.prepare(LIMITS);

    CgroupUsage usage = group.readUsage();
    assertThat(usage.cpuTime()).isZero();
    assertThat(usage.memoryPeak()).isLessThan(ByteSize.ofMiB(1));
    assertThat(usage.processesPeak()).hasValue(0);
    assertThat(usage.oomKills()).isZero();
  }
}
