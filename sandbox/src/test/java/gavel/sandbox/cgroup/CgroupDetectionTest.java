package gavel.sandbox.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CgroupDetectionTest {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final Path UNIFIED = ROOT.resolve("unified");
  private static final Set<String> EVERYTHING = Set.of("cpuset", "cpu", "io", "memory", "pids");

  private static String recorded(String name) throws IOException {
    try (InputStream file = CgroupDetectionTest.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IOException("No recorded file " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static CgroupLayout find(String mountinfo, String cgroups, Map<Path, Set<String>> unified)
      throws CgroupFault {
    return new LayoutFinder(CgroupMount.parse(mountinfo), KernelController.parse(cgroups), unified)
        .find();
  }

  @Test
  void findsVersion1WithASeparateMountForEach() throws Exception {
    CgroupLayout layout =
        find(recorded("mountinfo-v1.txt"), recorded("cgroups-v1.txt"), Map.of(UNIFIED, Set.of("")));

    assertThat(layout.version()).isEqualTo(CgroupVersion.V1);
    assertThat(layout.root(Controller.MEMORY)).isEqualTo(ROOT.resolve("memory"));
    assertThat(layout.root(Controller.CPUACCT)).isEqualTo(ROOT.resolve("cpuacct"));
    assertThat(layout).hasToString(layout.toString()).asString().startsWith("cgroup V1 {MEMORY=/");
  }

  @Test
  void findsVersion1InAHybrid() throws Exception {
    CgroupLayout layout =
        find(
            recorded("mountinfo-hybrid.txt"),
            recorded("cgroups-v1.txt"),
            Map.of(UNIFIED, Set.of("")));

    assertThat(layout.version()).isEqualTo(CgroupVersion.V1);
    assertThat(layout.root(Controller.CPUACCT)).isEqualTo(ROOT.resolve("cpu,cpuacct"));
    assertThat(layout.root(Controller.PIDS)).isEqualTo(ROOT.resolve("pids"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cgroups-v1.txt", "none"})
  void findsVersion2WhateverTheOldTableSays(String table) throws Exception {
    String cgroups = "none".equals(table) ? "" : recorded(table);

    CgroupLayout layout = find(recorded("mountinfo-v2.txt"), cgroups, Map.of(ROOT, EVERYTHING));

    assertThat(layout.version()).isEqualTo(CgroupVersion.V2);
    assertThat(layout.roots().values()).containsOnly(ROOT);
    assertThatThrownBy(() -> layout.root(Controller.CPUACCT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhichControllersAreNotMounted() throws Exception {
    String mountinfo =
        String.join(
            "\n",
            recorded("mountinfo-v1.txt")
                .lines()
                .filter(line -> !line.contains("pids") && !line.contains("cpuset"))
                .toList());

    assertThatThrownBy(() -> find(mountinfo, recorded("cgroups-v1.txt"), Map.of()))
        .isInstanceOf(CgroupFault.class)
        .hasMessageContaining("'pids' is not mounted: mkdir -p /sys/fs/cgroup/pids && mount")
        .hasMessageContaining("'cpuset' is not mounted");
  }

  @Test
  void saysWhatTheKernelLacks() throws Exception {
    String mountinfo = recorded("mountinfo-v1.txt").replaceAll("(?m)^.*,memory\n", "");
    String cgroups = recorded("cgroups-v1.txt");

    assertThatThrownBy(() -> find(mountinfo, cgroups.replaceAll("memory.*\n", ""), Map.of()))
        .hasMessageContaining("controller 'memory' is not in the kernel: it needs CONFIG_MEMCG");
    assertThatThrownBy(
            () -> find(mountinfo, cgroups.replaceAll("memory.*\n", "memory\t0\t1\t0\n"), Map.of()))
        .hasMessageContaining("'memory' is switched off: boot with cgroup_enable=memory");
  }

  @Test
  void saysWhatIsNotDelegated() throws Exception {
    assertThatThrownBy(
            () -> find(recorded("mountinfo-v2.txt"), "", Map.of(ROOT, Set.of("memory", "pids"))))
        .hasMessageContaining("'cpuset' is not offered in [/sys/fs/cgroup]")
        .hasMessageContaining("Delegate=yes");
    assertThatThrownBy(() -> find("", "", Map.of()))
        .hasMessageContaining("'memory' is not mounted: mount -t cgroup2");
  }

  @Test
  void doesNotMixTheVersions() throws Exception {
    assertThatThrownBy(() ->
            find(
                recorded("mountinfo-hybrid.txt"),
                recorded("cgroups-v1.txt"),
                Map.of(UNIFIED, Set.of("memory"))))
        .hasMessageContaining("'pids' is not offered in [/sys/fs/cgroup/unified]");
  }

  @Test
  void saysWhatIsReadOnly() throws Exception {
    String mountinfo = recorded("mountinfo-v2.txt").replace("/cgroup rw,", "/cgroup ro,");

    assertThatThrownBy(() -> find(mountinfo, "", Map.of(ROOT, EVERYTHING)))
        .hasMessageContaining("'memory' is mounted read-only: mount -o remount,rw /sys/fs/cgroup");
  }

  @Test
  void readsMountPointsWithBlanks() throws Exception {
    String line = "31 30 0:26 / /two\\040words rw shared:1 - cgroup2 cgroup2 rw";

    assertThat(CgroupMount.parse(line))
        .isEqualTo(
            List.of(new CgroupMount(Path.of("/two words"), CgroupVersion.V2, Set.of(), true)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "1 2 3 4 5 6 7 8 9", "1 2 3 4 5 6 - cgroup"})
  void refusesWhatIsNoMountTable(String line) {
    assertThatThrownBy(() -> CgroupMount.parse(line)).isInstanceOf(CgroupFault.class);
    assertThatThrownBy(() -> KernelController.parse(line)).isInstanceOf(CgroupFault.class);
  }
}
