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
import java.time.Duration;

/** The limits that a package sets for the compiler and for each test; others are the guest's. */
record JudgeLimits(LimitsOverride compile, LimitsOverride run) {

  /** Refuses packages that cannot be judged with. */
  static JudgeLimits of(ProblemPackage problem) throws Rejected {
    if (!problem.judgeable()) {
      throw unusable(problem, "cannot be judged: it has no tests or a validator of its own");
    }
    if (problem.timeLimit().isEmpty()) {
      throw unusable(problem, "has no time limit: write its seconds to .timelimit");
    }
    ProblemLimits limits = problem.limits();
    JudgeLimits result =
        new JudgeLimits(
            override(limits.compilationTime(), limits.compilationMemory()),
            override(problem.timeLimit().get(), limits.memory(), limits.output()));
    try {
      result.compile().over(RunLimits.compiler());
      result.run().over(RunLimits.contestant(problem.timeLimit().get()));
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

  private static LimitsOverride override(Duration cpuTime, ByteSize memory) {
    return new LimitsOverride(
        cpuTime, null, memory, null, null, null, null, null, null, null, null, null);
  }

  private static LimitsOverride override(Duration cpuTime, ByteSize memory, ByteSize output) {
    return new LimitsOverride(
        cpuTime,
        null,
        memory,
        output,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        OutputPolicy.DRAIN);
  }

  private static Rejected unusable(ProblemPackage problem, String why) {
    return new Rejected(Reason.UNKNOWN_PROBLEM, "problem", problem.id() + " " + why);
  }
}
