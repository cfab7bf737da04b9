package gavel.worker.judge;

import gavel.model.ByteSize;
import gavel.model.OutputPolicy;
import gavel.model.RunLimits;
import gavel.model.VerdictRules;
import gavel.model.json.InvalidField;
import gavel.model.language.LanguageDefinition;
import gavel.model.protocol.LimitsOverride;
import gavel.model.protocol.LimitsOverrideBuilder;
import gavel.model.topic.DeadLetterRecord.Reason;
import gavel.testcases.problem.ProblemLimits;
import gavel.testcases.problem.ProblemPackage;
import gavel.worker.JudgeFault.Rejected;
import gavel.worker.guest.GuestSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * The limits that a package sets; others are the guest's.
 *
 * @param compile for the compiler
 * @param run for each test
 * @param talk for tests in which the submission talks with an interactor, and waits for it
 * @param cpuTime the time limit; what a run is ended at is more where tests near it are run again
 */
record JudgeLimits(
    LimitsOverride compile, LimitsOverride run, LimitsOverride talk, Duration cpuTime) {
  private static final int MARGIN = 10;

  /** Times are whole milliseconds on their way to a guest. */
  private static final Duration SHORTEST = Duration.ofMillis(1);

  /**
   * Refuses packages that cannot be judged with.
   *
   * @param language whose programs may take longer than the problem says
   * @param timeFactor that all times are multiplied by
   * @param reruns whether what ends a little late is run again
   */
  static JudgeLimits of(
      ProblemPackage problem, LanguageDefinition language, int timeFactor, boolean reruns)
      throws Rejected {
    requireJudgeable(problem);
    if (problem.timeLimit().isEmpty()) {
      throw unusable(
          problem,
          "has no time limit: write its seconds to .timelimit; gavel problem verify derives one");
    }
    if (problem.timeLimit().get().compareTo(SHORTEST) < 0) {
      throw unusable(problem, "has a time limit below 1 ms, which nobody can judge with");
    }
    ProblemLimits limits = problem.limits();
    Duration cpuTime = language.timeLimit(problem.timeLimit().get()).multipliedBy(timeFactor);
    Duration end = reruns ? cpuTime.plus(cpuTime.dividedBy(MARGIN)) : cpuTime;
    Duration talkingWall = VerdictRules.wallLimit(cpuTime).multipliedBy(2);
    JudgeLimits result =
        new JudgeLimits(
            override(limits.compilationTime().multipliedBy(timeFactor), limits.compilationMemory()),
            run(end, limits).build(),
            run(end, limits).wallTime(talkingWall).build(),
            cpuTime);
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

  /** Refuses packages that nothing can be judged with. */
  static void requireJudgeable(ProblemPackage problem) throws Rejected {
    Optional<String> obstacle = Judgeability.obstacle(problem);
    if (obstacle.isPresent()) {
      throw unusable(problem, obstacle.get());
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

  private static LimitsOverrideBuilder run(Duration cpuTime, ProblemLimits limits) {
    return LimitsOverride.builder()
        .cpuTime(cpuTime)
        .memory(limits.memory())
        .stdout(limits.output())
        .outputPolicy(OutputPolicy.DRAIN);
  }

  private static Rejected unusable(ProblemPackage problem, String why) {
    return new Rejected(Reason.UNKNOWN_PROBLEM, "problem", problem.id() + " " + why);
  }
}
