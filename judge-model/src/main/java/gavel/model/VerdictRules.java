package gavel.model;

import gavel.model.Termination.Exited;
import gavel.model.Termination.NotStarted;
import gavel.model.Termination.Signaled;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The only place that turns facts into a status.
 *
 * <p>Precedence within one run: security_violation, memory_exceeded, timeout, runtime_error,
 * output_exceeded, wrong_answer.
 *
 * <p>Memory: one OOM kill anywhere in the process tree is {@code memory_exceeded}, however the
 * program itself ended; so is one that hits execve(2), of the program or of what it starts. The
 * peak decides nothing: it cannot be over the limit, and page cache that could be reclaimed may
 * have brought it there. It only adds "near the memory limit" to the reason of a program that
 * failed by itself from nine tenths of the limit on, because one whose allocation was refused
 * (bad_alloc, ENOMEM) ends like any other failure.
 *
 * <p>File size: a program that SIGXFSZ ended is {@code output_exceeded}. wait(2) does not tell who
 * sent the signal, so one that raises it itself is believed: it fails either way and harms only
 * itself. One that ignores the signal, as Python and the Java virtual machine do, gets EFBIG
 * instead, which leaves no trace outside of it; what it makes of that decides, most often {@code
 * runtime_error} with the exit code. The same goes for a full /tmp (ENOSPC), for processes (EAGAIN)
 * and open files (EMFILE); too little stack is a SIGSEGV.
 *
 * <p>Standard error over its limit is only cut, and changes no status.
 */
public final class VerdictRules {
  /** Of the memory limit: from here on, a failing program is told that it was near it. */
  private static final double NEAR_LIMIT = 0.9;

  private VerdictRules() {}

  /** The wall limit that goes with a CPU limit: 1.5 times it and a second. */
  public static Duration wallLimit(Duration cpuLimit) {
    return cpuLimit.multipliedBy(3).dividedBy(2).plusSeconds(1);
  }

  /** The CPU limit whose wall limit that is; none below a second. */
  public static Duration cpuLimitOf(Duration wallLimit) {
    Duration over = wallLimit.minusSeconds(1);
    return over.isNegative() ? Duration.ZERO : over.multipliedBy(2).dividedBy(3);
  }

  /** The status of a run; total over all facts, and never {@code internal_error}. */
  public static RunOutcome classify(RunFacts facts, RunLimits limits) {
    if (facts.refusedSyscall().isPresent() || facts.killedBy().equals(some(KillReason.SECURITY))) {
      return RunOutcome.of(Status.SECURITY_VIOLATION, facts.refusedSyscall().orElse("syscall"));
    }
    if (facts.oomKills() > 0) {
      return RunOutcome.over(Limit.MEMORY, Status.MEMORY_EXCEEDED, "memory");
    }
    return tooLong(facts, limits).orElseGet(() -> inTime(facts, limits));
  }

  private static Optional<RunOutcome> tooLong(RunFacts facts, RunLimits limits) {
    if (facts.killedBy().equals(some(KillReason.IDLE))) {
      return Optional.of(RunOutcome.over(Limit.WALL_TIME, Status.TIMEOUT, "idle"));
    }
    if (facts.killedBy().equals(some(KillReason.CPU_TIME))
        || facts.cpuTime().compareTo(limits.cpuTime()) > 0) {
      return Optional.of(RunOutcome.over(Limit.CPU_TIME, Status.TIMEOUT, "cpu"));
    }
    boolean wall =
        facts.killedBy().equals(some(KillReason.WALL_TIME))
            || facts.wallTime().compareTo(limits.wallTime()) > 0;
    return wall
        ? Optional.of(RunOutcome.over(Limit.WALL_TIME, Status.TIMEOUT, "wall"))
        : Optional.empty();
  }

  private static RunOutcome inTime(RunFacts facts, RunLimits limits) {
    if (facts.killedBy().equals(some(KillReason.OUTPUT))) {
      return tooMuchOutput();
    }
    return switch (facts.termination()) {
      case Signaled(int signal) when signal == Signals.SIGXFSZ ->
          RunOutcome.over(Limit.FILE_SIZE, Status.OUTPUT_EXCEEDED, "file size");
      case Signaled(int signal) -> failed("signal " + Signals.name(signal), facts, limits);
      case NotStarted(String step, int errno) ->
          RunOutcome.of(Status.RUNTIME_ERROR, "cannot be executed: " + step + " errno " + errno);
      case Exited(int code) when code != 0 -> failed("exit code " + code, facts, limits);
      case Exited _ when facts.stdoutTruncated() -> tooMuchOutput();
      case Exited _ -> RunOutcome.SUCCESS;
    };
  }

  private static RunOutcome tooMuchOutput() {
    return RunOutcome.over(Limit.STDOUT, Status.OUTPUT_EXCEEDED, "stdout");
  }

  private static RunOutcome failed(String how, RunFacts facts, RunLimits limits) {
    boolean near = facts.memoryPeak().bytes() >= limits.memory().bytes() * NEAR_LIMIT;
    return RunOutcome.of(Status.RUNTIME_ERROR, near ? how + ", near the memory limit" : how);
  }

  /** The status of a test: the output counts only when the run itself succeeded. */
  public static Status judged(Status run, boolean outputAccepted) {
    return run == Status.SUCCESS && !outputAccepted ? Status.WRONG_ANSWER : run;
  }

  /** The status of an answer that was handed in and not written by a run, before it is checked. */
  public static Status written(long bytes, ByteSize most) {
    return bytes > most.bytes() ? Status.OUTPUT_EXCEEDED : Status.SUCCESS;
  }

  /**
   * The status of a test in which the submission talked with an interactor. One that ends first and
   * does not accept has the last word: what the submission does after it, such as to fail for a
   * closed pipe, follows from that. Else what the submission did wrong counts more than what the
   * interactor made of it.
   *
   * @param interactorFirst whether the interactor ended first
   * @param word of the interactor: success, wrong_answer, or internal_error where it is at fault
   */
  public static Status talked(Status contestant, boolean interactorFirst, Status word) {
    boolean lastWord = interactorFirst && word != Status.SUCCESS;
    return lastWord || contestant == Status.SUCCESS ? word : contestant;
  }

  /** The status of a submission: that of the first failing test in data order. */
  public static Status ofSubmission(List<Status> testsInDataOrder) {
    return testsInDataOrder.stream()
        .filter(status -> status != Status.SUCCESS)
        .findFirst()
        .orElse(Status.SUCCESS);
  }

  /** Whether a package's expectation is met; one of runtime_error is also met by MLE and SV. */
  public static boolean meets(Set<Status> expected, Status actual) {
    return expected.contains(actual)
        || (expected.contains(Status.RUNTIME_ERROR)
            && (actual == Status.MEMORY_EXCEEDED || actual == Status.SECURITY_VIOLATION));
  }

  private static Optional<KillReason> some(KillReason reason) {
    return Optional.of(reason);
  }
}
