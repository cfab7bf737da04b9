package gavel.sandbox.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.sandbox.Slowness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What version 2 does without controllers, on the real file system: every Linux since 5.14 can
 * mount it, also where version 1 has all the controllers.
 */
@Tag("sandbox")
final class V2LifecycleIT {
  private static final CgroupFiles FILES = new KernelCgroupFiles();

  private CgroupDirectory group;
  private V2Lifecycle lifecycle;

  @BeforeEach
  void create() throws Exception {
    Path root =
        CgroupMount.parse(Files.readString(Path.of("/proc/self/mountinfo"))).stream()
            .filter(mount -> mount.version() == CgroupVersion.V2)
            .findFirst()
            .orElseThrow()
            .path();
    group = new CgroupDirectory(FILES, root.resolve(ProcFiles.OF_THIS_MACHINE.self().groupName()));
    lifecycle = new V2Lifecycle(group, new ProcessKiller(ProcessKiller.OF_THIS_MACHINE));
    lifecycle.create();
  }

  @AfterEach
  void close() throws CgroupFault {
    lifecycle.close();
    assertThat(group.path()).doesNotExist();
  }

  @Test
  void killsAWholeTree() throws Exception {
    String tree = "import os, time\nos.fork(); os.fork(); os.write(1, b'up\\n'); time.sleep(999)";
    try (JoinedChild child = JoinedChild.python(new CgroupJoin.CloneInto(group.path()), tree)) {
      child.awaitLine("up");
      assertThat(lifecycle.isPopulated()).isTrue();

      lifecycle.kill();

      assertThat(child.exitStatus()).isEqualTo(137);
      assertThat(lifecycle.isPopulated()).isFalse();
      assertThat(group.processes()).isEmpty();
    }
  }

  @Test
  void startsEachRunAtNothing() throws Exception {
    // What it used before it joined is not counted.
    String burn = "from time import process_time as t\nend = t() + 0.2\nwhile t() < end: pass";
    try (JoinedChild child = JoinedChild.python(new CgroupJoin.CloneInto(group.path()), burn)) {
      assertThat(child.exitStatus()).isZero();
    }
    assertThat(group.readNumber("cpu.stat", "usage_usec"))
        .isBetween(200_000L, Slowness.of(Duration.ofSeconds(2)).toNanos() / 1000);

    lifecycle.renew();

    assertThat(group.readNumber("cpu.stat", "usage_usec")).isZero();
    assertThat(lifecycle.generation()).isEqualTo(2);
  }

  @Test
  void renewsThoughSomethingIsLeft() throws Exception {
    try (JoinedChild child = JoinedChild.sleeping(group.path())) {
      lifecycle.renew();

      assertThat(child.exitStatus()).isEqualTo(137);
      assertThat(lifecycle.isPopulated()).isFalse();
    }
  }
}
