package gavel.cli.verify;

import gavel.cli.program.EnvironmentProblem;
import gavel.model.Status;
import gavel.model.VerdictRules;
import gavel.testcases.problem.Expectation;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.ProblemType;
import gavel.testcases.timing.MeasuredSubmission;
import gavel.testcases.timing.TestTime;
import gavel.testcases.timing.TimeBounds;
import gavel.worker.judge.JudgePolicy;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The submissions of one package that were tried, the last trial of each. */
final class Trials {
  private final ProblemPackage problem;
  private final JudgeSlots slots;
  private final boolean lazy;
  private final Map<Candidate, Trial> trials = new LinkedHashMap<>();

  /** With judges; lazily, where no test is run behind the one that decides. */
  Trials(ProblemPackage problem, JudgeSlots slots, boolean lazy) {
    this.problem = problem;
    this.slots = slots;
    this.lazy = lazy;
  }

  /** Tries them on all tests, unless lazily. */
  void run(List<Candidate> candidates, Duration under)
      throws EnvironmentProblem, InterruptedException {
    run(candidates, under, false);
  }

  /** Tries them; those that have to pass every test, only up to the first that they fail. */
  void runHopefully(List<Candidate> candidates, Duration under)
      throws EnvironmentProblem, InterruptedException {
    run(candidates, under, true);
  }

  private void run(List<Candidate> candidates, Duration under, boolean hopefully)
      throws EnvironmentProblem, InterruptedException {
    ProblemPackage limited = problem.withTimeLimit(under);
    List<JudgeSlots.Job> jobs =
        candidates.stream()
            .map(candidate -> new JudgeSlots.Job(limited, candidate, policy(candidate, hopefully)))
            .toList();
    List<Ran> ran = slots.judge(jobs);
    boolean alone = slots.size() == 1 || candidates.size() == 1;
    for (int i = 0; i < ran.size(); i++) {
      Candidate candidate = candidates.get(i);
      trials.put(candidate, new Trial(candidate, ran.get(i), under, alone));
    }
  }

  private JudgePolicy policy(Candidate candidate, boolean hopefully) {
    return lazy || (hopefully && mustPass(candidate))
        ? JudgePolicy.STOP_AT_FIRST_FAILURE
        : JudgePolicy.RUN_ALL;
  }

  /** Whether all that is expected of it is to be accepted. */
  static boolean mustPass(Candidate candidate) {
    return candidate.submission().expected().equals(Set.of(Status.SUCCESS));
  }

  /** As if it had not been tried. */
  void forget(Candidate candidate) {
    trials.remove(candidate);
  }

  Collection<Trial> all() {
    return trials.values();
  }

  Optional<Trial> of(Candidate candidate) {
    return Optional.ofNullable(trials.get(candidate));
  }

  Optional<Trial> of(String name) {
    return trials.values().stream()
        .filter(trial -> trial.candidate().name().equals(name))
        .findFirst();
  }

  /** What was measured under the limits of the trials themselves. */
  List<MeasuredSubmission> measured() {
    return trials.values().stream()
        .filter(trial -> trial.ran() instanceof JuryRun)
        .map(trial -> measured(trial, (JuryRun) trial.ran()))
        .toList();
  }

  private MeasuredSubmission measured(Trial trial, JuryRun run) {
    Expectation expectation = trial.candidate().submission().expectation();
    double factor = Assessor.factor(trial.candidate());
    List<TestTime> times =
        run.tests().stream()
            .map(test -> {
              Duration needed = test.needed(factor);
              if (TimeBounds.above(expectation, test.name())) {
                needed = longer(needed, waited(test, factor));
              }
              boolean stopped = test.status() == Status.TIMEOUT;
              boolean early = stopped && needed.compareTo(trial.under()) < 0;
              return new TestTime(test.name(), early ? trial.under() : needed, stopped);
            })
            .toList();
    return new MeasuredSubmission(trial.candidate().name(), expectation, times);
  }

  /** The least limit under which a submission that only sleeps would not be stopped. */
  private Duration waited(TestRun test, double factor) {
    boolean talks = problem.rules().is(ProblemType.INTERACTIVE);
    Duration limit =
        VerdictRules.cpuLimitOf(talks ? test.wallTime().dividedBy(2) : test.wallTime());
    return Duration.ofNanos(Math.round(limit.toNanos() / factor));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  /** Whether the time limit has to be above what it needs for some test. */
  boolean boundsBelow(Candidate candidate) {
    return problem.tests().stream()
        .anyMatch(test -> TimeBounds.below(candidate.submission().expectation(), test.name()));
  }
}
