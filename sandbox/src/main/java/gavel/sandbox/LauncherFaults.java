package gavel.sandbox;

import gavel.sandbox.launcher.LauncherReply;
import java.util.Map;

/** Words for what the launcher could not do. */
final class LauncherFaults {
  private static final Map<Integer, String> ERRORS =
      Map.ofEntries(
          Map.entry(1, "EPERM"),
          Map.entry(2, "ENOENT"),
          Map.entry(5, "EIO"),
          Map.entry(7, "E2BIG"),
          Map.entry(8, "ENOEXEC"),
          Map.entry(11, "EAGAIN"),
          Map.entry(12, "ENOMEM"),
          Map.entry(13, "EACCES"),
          Map.entry(16, "EBUSY"),
          Map.entry(17, "EEXIST"),
          Map.entry(20, "ENOTDIR"),
          Map.entry(22, "EINVAL"),
          Map.entry(23, "ENFILE"),
          Map.entry(24, "EMFILE"),
          Map.entry(26, "ETXTBSY"),
          Map.entry(28, "ENOSPC"),
          Map.entry(30, "EROFS"),
          Map.entry(38, "ENOSYS"),
          Map.entry(40, "ELOOP"),
          Map.entry(74, "EBADMSG"),
          Map.entry(110, "ETIMEDOUT"));

  /**
   * Ubuntu's AppArmor lets an ordinary user make a user namespace, and nothing in it: what fails
   * then is the next step (kernel.apparmor_restrict_unprivileged_userns).
   */
  private static final String NO_NAMESPACES =
      "; ordinary users may not use user namespaces here, `gavel doctor` says how to allow it";

  /** What to do about the steps that a machine's set-up can make fail. */
  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry("unshare", "; the sandbox needs root and kernel namespaces"),
          Map.entry("pivot-root", "; the root file system must not be the initial ramfs"),
          Map.entry("cgroup-open", "; does the control group still exist?"),
          Map.entry(
              "seccomp", "; the kernel must have CONFIG_SECCOMP_FILTER and Linux 5.5 or newer"),
          Map.entry("bind-attributes", "; the kernel must be Linux 5.12 or newer"),
          Map.entry("clone-stub", "; the kernel must have pid, mount and ipc namespaces"),
          Map.entry("lost", ": somebody has killed one of the sandbox's own processes"),
          Map.entry("work", "; is the work directory there, without links on the way?"),
          Map.entry("user-namespace", NO_NAMESPACES),
          Map.entry("user-map", NO_NAMESPACES),
          Map.entry("user-unshare", NO_NAMESPACES),
          Map.entry("private", NO_NAMESPACES),
          Map.entry(
              "proc",
              "; without root this needs a /proc of which nothing is hidden: containers hide some"));

  private LauncherFaults() {}

  /** The fault that a reply stands for where another was expected. */
  static SandboxFault unexpected(LauncherReply reply) {
    return reply instanceof LauncherReply.Failed(String step, int errno)
        ? new SandboxFault(
            "Tried to run a program, step '"
                + step
                + "' of the launcher: "
                + name(errno)
                + ADVICE.getOrDefault(step, ""))
        : new SandboxFault("The launcher said something at the wrong time: " + reply);
  }

  static String name(int errno) {
    return ERRORS.getOrDefault(errno, "errno " + errno);
  }
}
