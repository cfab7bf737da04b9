package gavel.executor.check;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the launcher needs of the kernel. */
final class KernelChecks {
  private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*");

  /** mount_setattr(2) came with 5.12; all else that is used is older. */
  private static final int LEAST = 5 * 1000 + 12;

  private static final List<String> NAMESPACES = List.of("pid", "mnt", "net", "ipc", "uts");

  private KernelChecks() {}

  static List<CheckResult> all(KernelFiles files) {
    return List.of(root(files), release(files), namespaces(files), seccomp(files));
  }

  private static CheckResult root(KernelFiles files) {
    Optional<String> uid =
        files
            .read("proc/self/status")
            .flatMap(text -> text.lines().filter(line -> line.startsWith("Uid:")).findFirst())
            .map(line -> line.split("\\s+", -1)[2]);
    return uid.equals(Optional.of("0"))
        ? CheckResult.ok("root", "this runs as root")
        : CheckResult.missing(
            "root", "this runs as user " + uid.orElse("?"), "run gavel doctor as root");
  }

  private static CheckResult release(KernelFiles files) {
    String release = files.read("proc/sys/kernel/osrelease").orElse("unknown");
    Matcher numbers = RELEASE.matcher(release);
    boolean enough =
        numbers.matches()
            && Integer.parseInt(numbers.group(1)) * 1000 + Integer.parseInt(numbers.group(2))
                >= LEAST;
    return enough
        ? CheckResult.ok("kernel", release)
        : CheckResult.missing("kernel", release, "boot a kernel from 5.12 on");
  }

  private static CheckResult namespaces(KernelFiles files) {
    List<String> absent =
        NAMESPACES.stream().filter(name -> !files.exists("proc/self/ns/" + name)).toList();
    return absent.isEmpty()
        ? CheckResult.ok("namespaces", String.join(", ", NAMESPACES))
        : CheckResult.missing(
            "namespaces", "there are none of " + absent, "boot a kernel that has namespaces");
  }

  private static CheckResult seccomp(KernelFiles files) {
    String actions = files.read("proc/sys/kernel/seccomp/actions_avail").orElse("");
    return actions.contains("user_notif")
        ? CheckResult.ok("seccomp", "filters with user notification")
        : CheckResult.missing(
            "seccomp",
            "actions: " + (actions.isEmpty() ? "none" : actions),
            "boot a kernel with CONFIG_SECCOMP_FILTER");
  }
}
