package gavel.executor.check;

import gavel.sandbox.Privileges;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a user without root could make a sandbox of user namespaces. */
final class RootlessChecks {
  private static final String NAMESPACES = "user namespaces";
  private static final String PROC = "whole proc";
  private static final String COUNTS = "process limits";
  private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*");

  /** The first that counts processes by user namespace, too: 5.14. */
  private static final int MAJOR = 5;

  private static final int MINOR = 14;

  private final KernelFiles files;
  private final KernelProbe probe;
  private final Privileges privileges;

  private RootlessChecks(KernelFiles files, KernelProbe probe, Privileges privileges) {
    this.files = files;
    this.probe = probe;
    this.privileges = privileges;
  }

  /** To root, they are warnings at most; to others, what they need. */
  static List<CheckResult> all(KernelFiles files, KernelProbe probe, Privileges privileges) {
    RootlessChecks checks = new RootlessChecks(files, probe, privileges);
    return List.of(checks.namespaces(), checks.proc(), checks.counts());
  }

  private CheckResult namespaces() {
    return probe
        .failure("unprivileged-user-namespace")
        .map(why -> failed(NAMESPACES, "not for users without root: " + why, mend()))
        .orElseGet(() ->
            Kind.ROOTLESS.ok(NAMESPACES, "a user without root can make them, and mount in them"));
  }

  private CheckResult proc() {
    return probe
        .failure("unprivileged-proc")
        .map(why ->
            failed(
                PROC,
                "a user without root cannot mount a new /proc: " + why,
                probe.failure("unprivileged-user-namespace").isPresent()
                    ? "first mend the user namespaces"
                    : "something hides part of /proc, as containers do: run outside of it, or start"
                        + " it with --security-opt systempaths=unconfined"))
        .orElseGet(() -> Kind.ROOTLESS.ok(PROC, "nothing of /proc is hidden"));
  }

  private CheckResult counts() {
    Optional<String> release = files.read("proc/sys/kernel/osrelease");
    Optional<Matcher> version = release.map(RELEASE::matcher).filter(Matcher::matches);
    if (version.isEmpty()) {
      return failed(COUNTS, "this kernel does not say its version", "mount /proc");
    }
    int major = Integer.parseInt(version.get().group(1));
    int minor = Integer.parseInt(version.get().group(2));
    return major > MAJOR || (major == MAJOR && minor >= MINOR)
        ? Kind.ROOTLESS.ok(COUNTS, "the kernel counts the processes of each user namespace")
        : failed(
            COUNTS,
            release.get() + " counts a user's processes all together, not a run's",
            "boot Linux 5.14 or newer");
  }

  private CheckResult failed(String name, String detail, String fix) {
    return privileges == Privileges.ROOT
        ? Kind.ROOTLESS.warn(name, detail, fix)
        : Kind.ROOTLESS.missing(name, detail, fix);
  }

  private String mend() {
    if (is("kernel/unprivileged_userns_clone", "0")) {
      return "sysctl -w kernel.unprivileged_userns_clone=1";
    }
    if (is("user/max_user_namespaces", "0")) {
      return "sysctl -w user.max_user_namespaces=10000";
    }
    if (is("kernel/apparmor_restrict_unprivileged_userns", "1")) {
      return "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile"
          + " for gavel-launcher that allows userns";
    }
    return "boot a kernel with CONFIG_USER_NS; in a container, start that with the right to";
  }

  private boolean is(String sysctl, String value) {
    return files.read("proc/sys/" + sysctl).equals(Optional.of(value));
  }
}
