package gavel.worker.judge;

import gavel.model.ByteSize;
import gavel.model.OutputPolicy;
import gavel.model.RunLimits;
import gavel.model.json.InvalidField;
import gavel.model.protocol.LimitsOverride;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.testcases.problem.ProblemLimits;
import gavel.testcases.problem.ProblemPackage;
import gavel.worker.JudgeFault.Rejected;
import gavel.worker.guest.GuestSettings;
import java.time.Duration;

/** The limits that a package sets for the compiler and for each test; others are the guest's. */
record JudgeLimits(LimitsOverride compile, LimitsOverride run) {
  /** Times are whole milliseconds on their way to a guest. */
  private static final Duration SHORTEST = Duration.ofMillis(1);

  /**
   * Refuses packages that cannot be judged with.
   *
   * @param timeFactor that all times are multiplied by
   */
  static JudgeLimits of(ProblemPackage problem, int timeFactor) throws Rejected {
    if (!problem.judgeable()) {
      throw unusable(problem, "cannot be judged: it has no tests or a validator of its own");
    }
    if (problem.timeLimit().isEmpty()) {
      throw unusable(problem, "has no time limit: write its seconds to .timelimit");
    }
    if (problem.timeLimit().get().compareTo(SHORTEST) < 0) {
      throw unusable(problem, "has a time limit below 1 ms, which nobody can judge with");
    }
    ProblemLimits limits = problem.limits();
    JudgeLimits result =
        new JudgeLimits(
            override(limits.compilationTime().multipliedBy(timeFactor), limits.compilationMemory()),
            override(
                problem.timeLimit().get().multipliedBy(timeFactor),
                limits.memory(),
                limits.output()));
    try {
      result.compile().over(RunLimits.compiler());
      requireReceivable(
          problem, result.run().over(RunLimits.contestant(problem.timeLimit().get())));
      return result;
    } catch (InvalidField outOfRange) {
      throw unusable(
          problem,
          "has a limit nobody can judge with: "
              + outOfRange.field()
              + " "
              + outOfRange.getMessage());
    }
  }

  /** What a guest sends back of one run is both of its outputs. */
  private static void requireReceivable(ProblemPackage problem, RunLimits run) throws Rejected {
    long most = GuestSettings.LARGEST_ANSWER.bytes() - run.stderr().bytes();
    if (run.stdout().bytes() > most) {
      throw unusable(
          problem,
          "has a limit nobody can judge with: output is "
              + run.stdout()
              + ", the most is "
              + ByteSize.ofBytes(most));
    }
  }

  private static LimitsOverride override(Duration cpuTime, ByteSize memory) {
    return LimitsOverride.builder().cpuTime(cpuTime).memory(memory).build();
  }

  private static LimitsOverride override(Duration cpuTime, ByteSize memory, ByteSize output) {
    return LimitsOverride.builder()
        .cpuTime(cpuTime)
        .memory(memory)
        .stdout(output)
        .outputPolicy(OutputPolicy.DRAIN)
        .build();
  }

  private static Rejected unusable(ProblemPackage problem, String why) {
    return new Rejected(Reason.UNKNOWN_PROBLEM, "problem", problem.id() + " " + why);
  }
}
