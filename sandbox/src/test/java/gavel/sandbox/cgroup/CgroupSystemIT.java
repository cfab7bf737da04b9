package gavel.sandbox.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.model.CpuSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Detection, names, sweeping and removal on the machine's own hierarchies. */
@Tag("sandbox")
final class CgroupSystemIT {
  private static final CgroupLimits LIMITS = new CgroupLimits(ByteSize.ofMiB(64), 32, CpuSet.of(0));

  @Test
  void findsTheControllersOfThisMachine() throws CgroupFault {
    try (CgroupSystem system = CgroupSystem.detect()) {
      assertThat(system.toString()).contains("MEMORY=/", "PIDS=/", "CPUSET=/");
    }
  }

  @Test
  void leavesNothingBehind() throws CgroupFault, IOException {
    List<Path> before = GroupTrees.ownedBySelf();
    try (CgroupSystem system = CgroupSystem.detect();
        RunCgroup group = system.open(0)) {
      group.prepare(LIMITS);
      assertThat(GroupTrees.ownedBySelf()).isNotEmpty();
    }

    assertThat(before).isEmpty();
    assertThat(GroupTrees.ownedBySelf()).isEmpty();
  }

  @Test
  void opensASlotOnce() throws CgroupFault {
    try (CgroupSystem system = CgroupSystem.detect();
        RunCgroup group = system.open(0)) {
      assertThatThrownBy(() -> system.open(0))
          .isInstanceOf(CgroupFault.class)
          .hasMessageContaining("slot0");
      group.prepare(LIMITS);
      assertThat(group.isEmpty()).isTrue();
    }
  }

  @Test
  void sweepsTheGroupsOfDeadOwnersOnly() throws Exception {
    Process owner = new ProcessBuilder("true").start();
    long deadId = owner.pid();
    owner.waitFor();
    GroupOwner self = ProcFiles.OF_THIS_MACHINE.self();
    String dead = new GroupOwner(deadId, 1, self.namespace()).groupName();
    String reused = new GroupOwner(self.pid(), 1, self.namespace()).groupName();
    String elsewhere = new GroupOwner(deadId, 1, 1).groupName();
    try (CgroupSystem system = CgroupSystem.detect();
        RunCgroup own = system.open(0)) {
      Path root = own.cpuUsagePath().orElseThrow().resolve("../../..").normalize();
      Path inhabited = Files.createDirectories(root.resolve(dead).resolve("slot0"));
      Files.createDirectory(root.resolve(reused));
      Files.createDirectory(root.resolve(elsewhere));
      Files.createDirectory(root.resolve("gavel-notes"));
      try (JoinedChild child = JoinedChild.sleeping(inhabited)) {
        List<Path> removed = system.sweepStale();

        assertThat(removed).containsExactlyInAnyOrder(root.resolve(dead), root.resolve(reused));
        assertThat(child.exitStatus()).isEqualTo(137);
        assertThat(root.resolve(elsewhere)).exists();
        assertThat(root.resolve("gavel-notes")).exists();
        own.prepare(LIMITS);
        assertThat(own.isEmpty()).isTrue();
      } finally {
        Files.delete(root.resolve(elsewhere));
        Files.delete(root.resolve("gavel-notes"));
      }
    }
  }
}
