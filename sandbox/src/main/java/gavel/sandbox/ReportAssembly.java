package gavel.sandbox;

import gavel.model.ByteSize;
import gavel.model.KillReason;
import gavel.model.Termination;
import gavel.sandbox.cgroup.CgroupUsage;
import gavel.sandbox.launcher.LauncherReply;
import gavel.sandbox.launcher.LauncherReply.Ended;
import gavel.sandbox.launcher.LauncherReply.Failed;
import gavel.sandbox.seccomp.SeccompPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Makes one report of what the launcher saw, what the control group counted and what was pumped.
 */
final class ReportAssembly {
  private static final String EXEC = "exec";
  private static final String MEMORY = "memory";
  private static final int SIGKILL = 9;
  private static final int ENOMEM = 12;

  /**
   * EAGAIN, ENFILE, EMFILE, ETXTBSY: about this machine, not about the program. Not EIO: that is
   * what execve(2) says of an ELF interpreter which is shorter than a header, and a program names
   * its own.
   */
  private static final Set<Integer> OURS = Set.of(11, 23, 24, 26);

  private final SeccompPolicy policy;

  ReportAssembly(SeccompPolicy policy) {
    this.policy = policy;
  }

  /** The kernel ended the launcher for what its child asked of memory in execve. */
  static RunReport killedInExec(CgroupUsage usage) {
    OutputDrain.Drained none = OutputDrain.Drained.NOTHING;
    Failed failed = new Failed(EXEC, ENOMEM);
    return notStarted(failed, new RunAttempt.Outcome(failed, none, none), usage);
  }

  /**
   * What the launcher itself saw. A run that it killed over its memory limit counts as an OOM kill.
   */
  static CgroupUsage withoutGroups(Ended ended) {
    Duration user = ended.userTime();
    Duration total = ended.cpuTime().compareTo(user) > 0 ? ended.cpuTime() : user;
    return new CgroupUsage(
        total,
        user,
        total.minus(user),
        ByteSize.ofKiB(ended.maxRssKib()),
        ended.killed().equals(MEMORY) ? 1 : 0,
        OptionalInt.empty());
  }

  RunReport of(RunAttempt.Outcome outcome, CgroupUsage usage) throws SandboxFault {
    return switch (outcome.end()) {
      case Ended ended -> ended(ended, outcome, usage);
      case Failed failed when failed.step().equals(EXEC) && !OURS.contains(failed.errno()) ->
          notStarted(failed, outcome, usage);
      case LauncherReply other -> throw LauncherFaults.unexpected(other);
    };
  }

  private RunReport ended(Ended ended, RunAttempt.Outcome outcome, CgroupUsage usage)
      throws SandboxFault {
    Termination termination =
        ended.signal() == 0
            ? new Termination.Exited(ended.exitCode())
            : new Termination.Signaled(ended.signal());
    Optional<KillReason> killedBy = killReason(ended);
    Optional<String> refused =
        killedBy
            .filter(reason -> reason == KillReason.SECURITY)
            .map(_ -> policy.nameOf(ended.syscall()).orElse("syscall " + ended.syscall()));
    ByteSize maxRss = ByteSize.ofKiB(ended.maxRssKib());
    return report(termination, killedBy, ended.wallTime(), maxRss, refused, outcome, usage);
  }

  /**
   * The kernel may end execve for want of memory in a way that it fails and the caller is killed:
   * then it was the memory limit.
   */
  private static RunReport notStarted(
      Failed failed, RunAttempt.Outcome outcome, CgroupUsage usage) {
    Termination termination =
        usage.oomKills() > 0
            ? new Termination.Signaled(SIGKILL)
            : new Termination.NotStarted(failed.step(), failed.errno());
    return report(
        termination,
        Optional.empty(),
        Duration.ZERO,
        ByteSize.ZERO,
        Optional.empty(),
        outcome,
        usage);
  }

  private static RunReport report(
      Termination termination,
      Optional<KillReason> killedBy,
      Duration wallTime,
      ByteSize maxRss,
      Optional<String> refused,
      RunAttempt.Outcome outcome,
      CgroupUsage usage) {
    return new RunReport(
        termination,
        killedBy,
        usage.cpuTime(),
        usage.user(),
        usage.system(),
        wallTime,
        usage.memoryPeak(),
        maxRss,
        usage.oomKills(),
        usage.processesPeak(),
        outcome.stdout().truncated(),
        outcome.stderr().truncated(),
        outcome.stdout().size(),
        refused);
  }

  private static Optional<KillReason> killReason(Ended ended) throws SandboxFault {
    return switch (ended.killed()) {
      case "none", MEMORY -> Optional.empty();
      case "cpu" -> Optional.of(KillReason.CPU_TIME);
      case "wall" -> Optional.of(KillReason.WALL_TIME);
      case "idle" -> Optional.of(KillReason.IDLE);
      case "output" -> Optional.of(KillReason.OUTPUT);
      case "security" -> Optional.of(KillReason.SECURITY);
      case "cancelled" -> Optional.of(KillReason.CANCELLED);
      case "setup" ->
          throw new SandboxFault(
              "Tried to start a program: it had not come to execve after 20 s; is the machine"
                  + " overloaded?");
      default -> throw LauncherFaults.unexpected(ended);
    };
  }
}
