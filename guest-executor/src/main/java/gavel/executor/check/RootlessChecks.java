package gavel.executor.check;

import java.util.List;
import java.util.Optional;

/** Whether a user without root could make a sandbox of user namespaces. */
final class RootlessChecks {
  private static final String NAME = "user namespaces";

  private RootlessChecks() {}

  static List<CheckResult> all(KernelFiles files, KernelProbe probe) {
    Optional<String> failure = probe.failure("unprivileged-user-namespace");
    return List.of(
        failure.isEmpty()
            ? Kind.ROOTLESS.ok(NAME, "a user without root can make them, and mount in them")
            : Kind.ROOTLESS.warn(
                NAME, "not for users without root: " + failure.get(), mend(files)));
  }

  private static String mend(KernelFiles files) {
    if (is(files, "kernel/unprivileged_userns_clone", "0")) {
      return "sysctl -w kernel.unprivileged_userns_clone=1";
    }
    if (is(files, "user/max_user_namespaces", "0")) {
      return "sysctl -w user.max_user_namespaces=10000";
    }
    if (is(files, "kernel/apparmor_restrict_unprivileged_userns", "1")) {
      return "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile"
          + " for gavel-launcher that allows userns";
    }
    return "boot a kernel with CONFIG_USER_NS; in a container, start that with the right to";
  }

  private static boolean is(KernelFiles files, String sysctl, String value) {
    return files.read("proc/sys/" + sysctl).equals(Optional.of(value));
  }
}
