package gavel.executor.check;

import gavel.sandbox.Privileges;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rights that this process has. The numbers are those of linux/capability.h. */
final class CapabilityChecks {
  private static final String NAME = "capabilities";
  private static final int HEX = 16;
  private static final Map<Integer, String> NEEDED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(0, "CAP_CHOWN"),
              Map.entry(1, "CAP_DAC_OVERRIDE"),
              Map.entry(3, "CAP_FOWNER"),
              Map.entry(5, "CAP_KILL"),
              Map.entry(6, "CAP_SETGID"),
              Map.entry(7, "CAP_SETUID"),
              Map.entry(8, "CAP_SETPCAP"),
              Map.entry(18, "CAP_SYS_CHROOT"),
              Map.entry(19, "CAP_SYS_PTRACE"),
              Map.entry(21, "CAP_SYS_ADMIN"),
              Map.entry(27, "CAP_MKNOD")));

  private CapabilityChecks() {}

  static List<CheckResult> all(KernelFiles files, Privileges privileges) {
    if (privileges == Privileges.ROOTLESS) {
      return List.of(
          Kind.KERNEL.warn(
              NAME,
              "in user namespaces only: not everything can be enforced, see docs/rootless.md",
              "run as root: sudo ..."));
    }
    Optional<BigInteger> held = files.statusLine("CapEff").map(bits -> new BigInteger(bits, HEX));
    if (held.isEmpty()) {
      return List.of();
    }
    List<String> absent =
        NEEDED.entrySet().stream()
            .filter(each -> !held.get().testBit(each.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    return List.of(
        absent.isEmpty()
            ? Kind.KERNEL.ok(NAME, "all of " + names(List.copyOf(NEEDED.values())))
            : Kind.KERNEL.missing(
                NAME,
                "without " + names(absent),
                "docker: --cap-add for each; systemd: CapabilityBoundingSet="));
  }

  private static String names(List<String> capabilities) {
    return capabilities.stream()
        .map(name -> name.replace("CAP_", ""))
        .collect(Collectors.joining(" "));
  }
}
