package gavel.executor.check;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.executor.check.CheckResult.Level;
import gavel.model.json.StrictJson;
import gavel.sandbox.Privileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
  private static final String CPU = "sys/devices/system/cpu/";
  private static final String HUGE = "sys/kernel/mm/transparent_hugepage/";
  private static final String CLOCK =
      "sys/devices/system/clocksource/clocksource0/current_clocksource";
  @TempDir Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private KernelFiles files() {
    return new KernelFiles(root);
  }

  private static Map<String, Level> levels(List<CheckResult> checks) {
    return checks.stream().collect(Collectors.toMap(CheckResult::name, CheckResult::status));
  }

  private static CheckResult named(List<CheckResult> checks, String name) {
    return checks.stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void aQuietMachine() throws IOException {
    file("proc/swaps", "Filename\tType\tSize\tUsed\tPriority\n");
    file(CPU + "smt/active", "0\n");
    file(HUGE + "enabled", "always [madvise] never\n");
    file(HUGE + "defrag", "always defer [madvise] never\n");
    file(HUGE + "khugepaged/defrag", "0\n");
    file("proc/sys/kernel/randomize_va_space", "0\n");
    file("proc/sys/kernel/core_pattern", "core\n");
    file(CPU + "cpu0/cpufreq/scaling_governor", "performance\n");
    file(CPU + "intel_pstate/no_turbo", "1\n");
    file("proc/loadavg", "0.00 1.20 1.47 3/97 19514\n");
    file(CLOCK, "tsc\n");
    List<CheckResult> checks = NoiseChecks.all(files());
    assertThat(checks).hasSize(11).allMatch(check -> check.status() == Level.OK);
    assertThat(checks).allMatch(check -> check.fix() == null);
  }

  @Test
  void everyCpuIsLookedAt() throws IOException {
    file(CPU + "online", "0-1,3\n");
    file(CPU + "cpu0/cpufreq/scaling_governor", "performance\n");
    file(CPU + "cpu1/cpufreq/scaling_governor", "performance\n");
    file(CPU + "cpu3/cpufreq/scaling_governor", "schedutil\n");
    assertThat(NoiseChecks.all(files()))
        .extracting(CheckResult::status)
        .containsExactly(Level.OK, Level.WARN);
  }

  @Test
  void aNoisyMachine() throws IOException {
    file("proc/swaps", "Filename\n/swapfile file 1 0 -2\n");
    file(CPU + "smt/active", "1\n");
    file(HUGE + "enabled", "[always] madvise never\n");
    file(HUGE + "defrag", "[always] defer madvise never\n");
    file(HUGE + "khugepaged/defrag", "1\n");
    file("proc/sys/kernel/randomize_va_space", "2\n");
    file("proc/sys/kernel/core_pattern", "|/usr/lib/systemd/systemd-coredump %P\n");
    file(CPU + "cpu0/cpufreq/scaling_governor", "powersave\n");
    file(CPU + "cpufreq/boost", "1\n");
    file("proc/loadavg", "9999.00 1.20 1.47 3/97 19514\n");
    file(CLOCK, "hpet\n");
    List<CheckResult> checks = NoiseChecks.all(files());
    assertThat(checks).hasSize(11).allMatch(check -> check.status() == Level.WARN);
    assertThat(checks).noneMatch(check -> check.fix() == null);
    assertThat(CheckReport.of(checks).ok()).isTrue();
  }

  @Test
  void whatCannotBeReadIsLeftOut() {
    assertThat(NoiseChecks.all(files())).isEmpty();
    assertThat(CapabilityChecks.all(files(), Privileges.ROOT)).isEmpty();
  }

  @Test
  void aKernelThatLacksThings() throws IOException {
    file("proc/self/status", "Name:\tx\nUid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000000000\n");
    file("proc/sys/kernel/osrelease", "4.19.0-amd64\n");
    KernelProbe probe =
        KernelProbe.parse(
            """
            pid-namespace unshare: Operation not permitted
            mount-tree open_tree: Function not implemented
            pidfd ok
            """);
    CheckReport report = CheckReport.of(KernelChecks.all(files(), probe, Privileges.ROOT));
    assertThat(report.ok()).isFalse();
    assertThat(levels(report.checks()))
        .containsEntry("capabilities", Level.MISSING)
        .containsEntry("pid namespace", Level.MISSING)
        .containsEntry("clone3", Level.MISSING)
        .containsEntry("hard limits", Level.WARN)
        .containsEntry("pidfd", Level.OK);
    assertThat(named(report.checks(), "pid namespace").fix()).contains("run as root");
    assertThat(report.text())
        .startsWith("kernel")
        .contains(
            "open_tree: Function not implemented", "-> boot a kernel that has it: Linux 5.12");
  }

  @Test
  void capabilitiesThatAreHeld() throws IOException {
    file("proc/self/status", "Uid:\t0\t0\t0\t0\nCapEff:\t000001fffeffffff\n");
    assertThat(CapabilityChecks.all(files(), Privileges.ROOT))
        .singleElement()
        .matches(c -> c.status() == Level.OK);
    file("proc/self/status", "Uid:\t0\t0\t0\t0\nCapEff:\t00000000a80425fb\n");
    assertThat(CapabilityChecks.all(files(), Privileges.ROOT))
        .singleElement()
        .extracting(CheckResult::detail)
        .isEqualTo("without SYS_PTRACE SYS_ADMIN");
  }

  @Test
  void controllersOfVersion1() throws IOException {
    file(
        "proc/self/mounts",
        """
        cgroup /sys/fs/cgroup/memory cgroup rw,memory 0 0
        cgroup /sys/fs/cgroup/pids cgroup ro,pids 0 0
        """);
    file(
        "proc/cgroups",
        "#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpuset\t3\t1\t0\ncpuacct\t0\t1\t1\n");
    List<CheckResult> checks = ControlGroupChecks.all(files(), Privileges.ROOT);
    assertThat(named(checks, "controller memory").status()).isEqualTo(Level.OK);
    assertThat(named(checks, "controller pids").fix())
        .isEqualTo("mount -o remount,rw /sys/fs/cgroup/pids");
    assertThat(named(checks, "controller cpuset").fix())
        .isEqualTo("boot with cgroup_enable=cpuset");
    assertThat(named(checks, "controller cpuacct").fix())
        .contains("mount -t cgroup -o cpuacct cgroup /sys/fs/cgroup/cpuacct");
    assertThat(named(checks, "swap accounting").fix()).contains("swapaccount=1");
  }

  @Test
  void controllersOfVersion2() throws IOException {
    file("proc/self/mounts", "cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0\n");
    file("sys/fs/cgroup/cgroup.controllers", "cpuset cpu memory pids\n");
    List<CheckResult> checks = ControlGroupChecks.all(files(), Privileges.ROOT);
    for (String each : List.of("memory", "pids", "cpuset", "cpuacct")) {
      assertThat(named(checks, "controller " + each).detail()).startsWith("v2 at /sys/fs/cgroup");
    }
    assertThat(levels(checks)).doesNotContainKey("swap accounting");
  }

  @Test
  void userNamespacesThatAreForbidden() throws IOException {
    KernelProbe probe =
        KernelProbe.parse("unprivileged-user-namespace unshare: Operation not permitted\n");
    file("proc/sys/kernel/unprivileged_userns_clone", "0\n");
    assertThat(RootlessChecks.all(files(), probe, Privileges.ROOT).getFirst().fix())
        .isEqualTo("sysctl -w kernel.unprivileged_userns_clone=1");
    file("proc/sys/kernel/unprivileged_userns_clone", "1\n");
    file("proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n");
    assertThat(RootlessChecks.all(files(), probe, Privileges.ROOT).getFirst().fix())
        .contains("AppArmor");
  }

  /** A user's sandbox lacks what only root has, and works. */
  @Test
  void withoutRoot() throws IOException {
    file("proc/self/status", "Name:\tx\nUid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000000000\n");
    file("proc/sys/kernel/osrelease", "6.1.0-amd64\n");
    KernelProbe probe =
        KernelProbe.parse(
            """
            mount-namespace unshare: Operation not permitted
            unprivileged-user-namespace ok
            unprivileged-proc ok
            """);
    List<CheckResult> kernel = KernelChecks.all(files(), probe, Privileges.ROOTLESS);
    assertThat(levels(kernel))
        .containsEntry("root", Level.WARN)
        .containsEntry("capabilities", Level.WARN)
        .containsEntry("mount namespace", Level.MISSING);
    assertThat(named(kernel, "root").detail()).contains("user 1000");
    assertThat(named(kernel, "mount namespace").fix()).contains("rootless checks");
    assertThat(ControlGroupChecks.all(files(), Privileges.ROOTLESS))
        .singleElement()
        .matches(check -> check.status() == Level.WARN);
    assertThat(RootlessChecks.all(files(), probe, Privileges.ROOTLESS))
        .hasSize(3)
        .allMatch(check -> check.status() == Level.OK);
  }

  @Test
  void whatASandboxWithoutRootNeeds() throws IOException {
    file("proc/sys/kernel/osrelease", "5.10.0-28-amd64\n");
    KernelProbe probe =
        KernelProbe.parse(
            """
            unprivileged-user-namespace ok
            unprivileged-proc mount: Operation not permitted
            """);
    List<CheckResult> checks = RootlessChecks.all(files(), probe, Privileges.ROOTLESS);
    assertThat(levels(checks))
        .containsEntry("user namespaces", Level.OK)
        .containsEntry("whole proc", Level.MISSING)
        .containsEntry("process limits", Level.MISSING);
    assertThat(named(checks, "whole proc").fix()).contains("systempaths=unconfined");
    assertThat(named(checks, "process limits").fix()).isEqualTo("boot Linux 5.14 or newer");
    assertThat(RootlessChecks.all(files(), probe, Privileges.ROOT))
        .noneMatch(check -> check.status() == Level.MISSING);
  }

  @Test
  void virtualMachinesAreNeverMissing() throws IOException {
    file("sys/module/kvm_pvm/version", "");
    List<CheckResult> checks =
        VirtualMachineChecks.all(files(), KernelProbe.parse("kvm ok\nvsock ok\n"));
    assertThat(levels(checks))
        .containsEntry("kvm", Level.WARN)
        .containsEntry("vsock", Level.OK)
        .containsEntry("vhost-vsock", Level.WARN);
  }

  @Test
  void jsonHasTheNamesThatPeopleRelyOn() {
    CheckReport report = CheckReport.of(List.of(Kind.NOISE.warn("smt", "on", "turn it off")));
    assertThat(StrictJson.tree(report))
        .hasToString(
            "{\"ok\":true,\"checks\":[{\"kind\":\"noise\",\"name\":\"smt\",\"status\":\"warn\","
                + "\"detail\":\"on\",\"fix\":\"turn it off\"}]}");
  }
}
