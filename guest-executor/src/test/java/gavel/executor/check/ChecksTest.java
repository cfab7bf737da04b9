package gavel.executor.check;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.executor.check.CheckResult.Level;
import gavel.model.json.StrictJson;
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
  @TempDir Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Map<String, Level> levels(List<CheckResult> checks) {
    return checks.stream().collect(Collectors.toMap(CheckResult::name, CheckResult::status));
  }

  @Test
  void aQuietMachine() throws IOException {
    file("proc/swaps", "Filename\tType\tSize\tUsed\tPriority\n");
    file(CPU + "smt/active", "0\n");
    file("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
    file("proc/sys/kernel/randomize_va_space", "0\n");
    file("proc/sys/kernel/core_pattern", "core\n");
    file(CPU + "cpu0/cpufreq/scaling_governor", "performance\n");
    file(CPU + "intel_pstate/no_turbo", "1\n");
    List<CheckResult> checks = NoiseChecks.all(new KernelFiles(root));
    assertThat(checks).hasSize(7).allMatch(check -> check.status() == Level.OK);
    assertThat(checks).allMatch(check -> check.fix() == null);
  }

  @Test
  void aNoisyMachine() throws IOException {
    file("proc/swaps", "Filename\n/swapfile file 1 0 -2\n");
    file(CPU + "smt/active", "1\n");
    file("sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n");
    file("proc/sys/kernel/randomize_va_space", "2\n");
    file("proc/sys/kernel/core_pattern", "|/usr/lib/systemd/systemd-coredump %P\n");
    file(CPU + "cpu0/cpufreq/scaling_governor", "powersave\n");
    file(CPU + "cpufreq/boost", "1\n");
    List<CheckResult> checks = NoiseChecks.all(new KernelFiles(root));
    assertThat(checks).hasSize(7).allMatch(check -> check.status() == Level.WARN);
    assertThat(checks).noneMatch(check -> check.fix() == null);
    assertThat(CheckReport.of(checks).ok()).isTrue();
  }

  @Test
  void whatCannotBeReadIsLeftOut() {
    assertThat(NoiseChecks.all(new KernelFiles(root))).isEmpty();
  }

  @Test
  void aKernelThatLacksThings() throws IOException {
    file("proc/self/status", "Name:\tx\nUid:\t1000\t1000\t1000\t1000\n");
    file("proc/sys/kernel/osrelease", "4.19.0-amd64\n");
    CheckReport report = CheckReport.of(KernelChecks.all(new KernelFiles(root)));
    assertThat(report.ok()).isFalse();
    assertThat(report.checks()).hasSize(4).allMatch(check -> check.status() == Level.MISSING);
    assertThat(report.text()).contains("missing  kernel", "-> boot a kernel from 5.12 on");
  }

  @Test
  void aKernelThatHasThem() throws IOException {
    file("proc/self/status", "Uid:\t0\t0\t0\t0\n");
    file("proc/sys/kernel/osrelease", "6.18.5\n");
    file("proc/sys/kernel/seccomp/actions_avail", "kill_process user_notif allow\n");
    for (String name : List.of("pid", "mnt", "net", "ipc", "uts")) {
      file("proc/self/ns/" + name, "");
    }
    assertThat(levels(KernelChecks.all(new KernelFiles(root))).values()).containsOnly(Level.OK);
  }

  @Test
  void jsonHasTheNamesThatPeopleRelyOn() {
    CheckReport report = CheckReport.of(List.of(CheckResult.warn("smt", "on", "turn it off")));
    assertThat(StrictJson.tree(report))
        .hasToString(
            "{\"ok\":true,\"checks\":[{\"name\":\"smt\",\"status\":\"warn\",\"detail\":\"on\","
                + "\"fix\":\"turn it off\"}]}");
  }
}
