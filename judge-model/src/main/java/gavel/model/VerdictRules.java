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
 */
public final class VerdictRules {
  /** Of the memory limit: from here on, a failing program is told that it was near it. */
  private static final double NEAR_LIMIT = 0.9;

  private VerdictRules() {}

  /** The wall limit that goes with a CPU limit: 1.5 times it and a second. */
  public static Duration wallLimit(Duration cpuLimit) {
    return cpuLimit.multipliedBy(3).dividedBy(2).plusSeconds(1);
  }

  /** The status of a run; total over all facts, and never {@code internal_error}. */
  public static RunOutcome classify(RunFacts facts, RunLimits limits) {
    if (facts.refusedSyscall().isPresent() || facts.killedBy().equals(some(KillReason.SECURITY))) {
      return RunOutcome.of(Status.SECURITY_VIOLATION, facts.refusedSyscall().orElse("syscall"));
    }
    if (facts.oomKills() > 0) {
      return new RunOutcome(Status.MEMORY_EXCEEDED, Optional.empty());
    }
    Optional<String> timeout = timeoutReason(facts, limits);
    if (timeout.isPresent()) {
      return new RunOutcome(Status.TIMEOUT, timeout);
    }
    if (facts.killedBy().equals(some(KillReason.OUTPUT))) {
      return RunOutcome.of(Status.OUTPUT_EXCEEDED, "stdout");
    }
    return ended(facts, limits);
  }

  private static RunOutcome ended(RunFacts facts, RunLimits limits) {
    return switch (facts.termination()) {
      case Signaled(int signal) when signal == Signals.SIGXFSZ ->
          RunOutcome.of(Status.OUTPUT_EXCEEDED, "file size");
      case Signaled(int signal) -> failed("signal " + Signals.name(signal), facts, limits);
      case NotStarted(String step, int errno) ->
          RunOutcome.of(Status.RUNTIME_ERROR, "cannot be executed: " + step + " errno " + errno);
      case Exited(int code) when code != 0 -> failed("exit code " + code, facts, limits);
      case Exited _ when facts.stdoutTruncated() -> RunOutcome.of(Status.OUTPUT_EXCEEDED, "stdout");
      case Exited _ -> new RunOutcome(Status.SUCCESS, Optional.empty());
    };
  }

  private static RunOutcome failed(String how, RunFacts facts, RunLimits limits) {
    boolean near = facts.memoryPeak().bytes() >= limits.memory().bytes() * NEAR_LIMIT;
    return RunOutcome.of(Status.RUNTIME_ERROR, near ? how + ", near the memory limit" : how);
  }

  private static Optional<String> timeoutReason(RunFacts facts, RunLimits limits) {
    if (facts.killedBy().equals(some(KillReason.IDLE))) {
      return Optional.of("idle");
    }
    if (facts.killedBy().equals(some(KillReason.CPU_TIME))
        || facts.cpuTime().compareTo(limits.cpuTime()) > 0) {
      return Optional.of("cpu");
    }
    boolean wall =
        facts.killedBy().equals(some(KillReason.WALL_TIME))
            || facts.wallTime().compareTo(limits.wallTime()) > 0;
    return wall ? Optional.of("wall") : Optional.empty();
  }

  /** The status of a test: the output counts only when the run itself succeeded. */
  public static Status judged(Status run, boolean outputAccepted) {
    return run == Status.SUCCESS && !outputAccepted ? Status.WRONG_ANSWER : run;
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
