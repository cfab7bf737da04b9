package gavel.executor.check;

import gavel.model.CpuSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What makes measured times and sizes vary from run to run: all that isolate-check-environment(8)
 * looks at, other load, and the clock. What cannot be read is left out.
 */
final class NoiseChecks {
  private static final Kind KIND = Kind.NOISE;
  private static final String CPU = "sys/devices/system/cpu/";
  private static final String HUGE = "sys/kernel/mm/transparent_hugepage/";
  private static final String CLOCK =
      "sys/devices/system/clocksource/clocksource0/current_clocksource";
  private static final double MOST_LOAD = 0.5;

  private NoiseChecks() {}

  static List<CheckResult> all(KernelFiles files) {
    int cores = Runtime.getRuntime().availableProcessors();
    Stream<Optional<CheckResult>> machine =
        Stream.of(
            read(files, "proc/swaps", NoiseChecks::swap),
            read(files, CPU + "smt/active", NoiseChecks::smt),
            read(files, CPU + "intel_pstate/no_turbo", text -> turbo(text.equals("0"), false)),
            read(files, CPU + "cpufreq/boost", text -> turbo(text.equals("1"), true)),
            read(files, "proc/sys/kernel/randomize_va_space", NoiseChecks::aslr),
            read(files, HUGE + "enabled", NoiseChecks::hugePages),
            read(files, HUGE + "defrag", NoiseChecks::hugePageDefrag),
            read(files, HUGE + "khugepaged/defrag", text -> khugepaged(files, text)),
            read(files, "proc/sys/kernel/core_pattern", NoiseChecks::corePattern),
            read(files, "proc/loadavg", text -> load(text, cores)),
            read(files, CLOCK, NoiseChecks::clock));
    return Stream.concat(machine, governors(files)).flatMap(Optional::stream).distinct().toList();
  }

  /** Each CPU has one of its own: they may differ. */
  private static Stream<Optional<CheckResult>> governors(KernelFiles files) {
    return files.read(CPU + "online").map(CpuSet::parse).orElse(CpuSet.of(0)).numbers().stream()
        .map(cpu -> CPU + "cpu" + cpu + "/cpufreq/scaling_governor")
        .map(path -> read(files, path, NoiseChecks::governor));
  }

  private static Optional<CheckResult> read(
      KernelFiles files, String path, Function<String, CheckResult> check) {
    return files.read(path).map(check);
  }

  /** /proc/swaps has a header and a line for each area. */
  private static CheckResult swap(String text) {
    long areas = text.lines().skip(1).count();
    return areas == 0
        ? KIND.ok("swap", "none")
        : KIND.warn("swap", areas + " areas in use", "swapoff -a, and out of /etc/fstab");
  }

  private static CheckResult smt(String text) {
    return text.equals("1")
        ? KIND.warn(
            "smt",
            "two threads share a core",
            "echo off > /sys/devices/system/cpu/smt/control, or boot with nosmt")
        : KIND.ok("smt", "off");
  }

  private static CheckResult governor(String text) {
    return text.equals("performance")
        ? KIND.ok("governor", text)
        : KIND.warn(
            "governor",
            "the clock follows the load (" + text + ")",
            "cpupower frequency-set -g performance");
  }

  private static CheckResult turbo(boolean on, boolean acpi) {
    return on
        ? KIND.warn(
            "turbo",
            "the clock depends on how warm the CPU is",
            acpi
                ? "echo 0 > /sys/devices/system/cpu/cpufreq/boost"
                : "echo 1 > /sys/devices/system/cpu/intel_pstate/no_turbo")
        : KIND.ok("turbo", "off");
  }

  private static CheckResult aslr(String text) {
    return text.equals("0")
        ? KIND.ok("aslr", "off")
        : KIND.warn(
            "aslr",
            "on (" + text + "): memory is laid out differently in each run",
            "sysctl -w kernel.randomize_va_space=0");
  }

  private static CheckResult hugePages(String text) {
    return text.contains("[always]")
        ? KIND.warn(
            "huge pages", text, "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled")
        : KIND.ok("huge pages", text);
  }

  private static CheckResult hugePageDefrag(String text) {
    return text.contains("[always]")
        ? KIND.warn(
            "huge page defrag",
            text + ": a page fault may wait for memory to be compacted",
            "echo madvise > /sys/kernel/mm/transparent_hugepage/defrag")
        : KIND.ok("huge page defrag", text);
  }

  /** Without huge pages there is nothing that khugepaged could do. */
  private static CheckResult khugepaged(KernelFiles files, String text) {
    boolean off = files.read(HUGE + "enabled").orElse("").contains("[never]");
    return off || text.equals("0")
        ? KIND.ok("khugepaged", "compacts nothing")
        : KIND.warn(
            "khugepaged",
            "compacts memory in the background",
            "echo 0 > /sys/kernel/mm/transparent_hugepage/khugepaged/defrag");
  }

  private static CheckResult corePattern(String text) {
    return text.startsWith("|")
        ? KIND.warn("core pattern", "crashes start " + text, "sysctl -w kernel.core_pattern=core")
        : KIND.ok("core pattern", text);
  }

  /** The first number of /proc/loadavg is the mean of the last minute. */
  private static CheckResult load(String text, int cores) {
    String minute = text.split(" ", -1)[0];
    String detail = minute + " in the last minute, on " + cores + " cores";
    return Double.parseDouble(minute) > cores * MOST_LOAD
        ? KIND.warn("other load", detail, "stop what else runs here, or judge in fewer slots")
        : KIND.ok("other load", detail);
  }

  /** What is not in the CPU or shared by the hypervisor is asked for by a system call. */
  private static CheckResult clock(String text) {
    return switch (text) {
      case "tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter" ->
          KIND.ok("clock source", text);
      default ->
          KIND.warn(
              "clock source",
              text + ": each look at the clock is a system call",
              "echo tsc > /" + CLOCK + ", or boot with clocksource=tsc tsc=reliable");
    };
  }
}
