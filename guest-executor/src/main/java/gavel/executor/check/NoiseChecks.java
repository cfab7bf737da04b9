package gavel.executor.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What makes measured times and sizes vary from run to run. What cannot be read is left out. */
final class NoiseChecks {
  private static final String CPU = "sys/devices/system/cpu/";

  private NoiseChecks() {}

  static List<CheckResult> all(KernelFiles files) {
    return Stream.of(
            read(files, "proc/swaps", NoiseChecks::swap),
            read(files, CPU + "smt/active", NoiseChecks::smt),
            read(files, "sys/kernel/mm/transparent_hugepage/enabled", NoiseChecks::hugePages),
            read(files, "proc/sys/kernel/randomize_va_space", NoiseChecks::aslr),
            read(files, "proc/sys/kernel/core_pattern", NoiseChecks::corePattern),
            read(files, CPU + "cpu0/cpufreq/scaling_governor", NoiseChecks::governor),
            read(files, CPU + "intel_pstate/no_turbo", text -> turbo(text.equals("0"))),
            read(files, CPU + "cpufreq/boost", text -> turbo(text.equals("1"))))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<CheckResult> read(
      KernelFiles files, String path, Function<String, CheckResult> check) {
    return files.read(path).map(check);
  }

  /** /proc/swaps has a header and a line for each area. */
  private static CheckResult swap(String text) {
    long areas = text.lines().skip(1).count();
    return areas == 0
        ? CheckResult.ok("swap", "none")
        : CheckResult.warn("swap", areas + " areas in use", "swapoff -a, and out of /etc/fstab");
  }

  private static CheckResult smt(String text) {
    return text.equals("1")
        ? CheckResult.warn(
            "smt",
            "two threads share a core",
            "echo off > /sys/devices/system/cpu/smt/control, or boot with nosmt")
        : CheckResult.ok("smt", "off");
  }

  private static CheckResult hugePages(String text) {
    return text.contains("[always]")
        ? CheckResult.warn(
            "huge pages", text, "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled")
        : CheckResult.ok("huge pages", text);
  }

  private static CheckResult aslr(String text) {
    return text.equals("0")
        ? CheckResult.ok("aslr", "off")
        : CheckResult.warn("aslr", "on (" + text + ")", "sysctl kernel.randomize_va_space=0");
  }

  private static CheckResult corePattern(String text) {
    return text.startsWith("|")
        ? CheckResult.warn(
            "core pattern", "crashes start " + text, "sysctl kernel.core_pattern=core")
        : CheckResult.ok("core pattern", text);
  }

  private static CheckResult governor(String text) {
    return text.equals("performance")
        ? CheckResult.ok("governor", text)
        : CheckResult.warn("governor", text, "cpupower frequency-set -g performance");
  }

  private static CheckResult turbo(boolean on) {
    return on
        ? CheckResult.warn("turbo", "on", "turn turbo boost off in the firmware or in sysfs")
        : CheckResult.ok("turbo", "off");
  }
}
