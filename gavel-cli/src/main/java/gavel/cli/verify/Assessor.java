package gavel.cli.verify;

import gavel.model.Status;
import gavel.model.VerdictRules;
import gavel.testcases.problem.Expectation;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.ProblemType;
import gavel.testcases.problem.TestCase;
import gavel.testcases.problem.TestGroup;
import gavel.testcases.scoring.ExpectationCheck;
import gavel.testcases.scoring.ExpectationCheck.TestVerdict;
import gavel.testcases.scoring.ExpectationCheck.Violation;
import gavel.testcases.scoring.Grade;
import gavel.testcases.scoring.Grader;
import gavel.testcases.scoring.GroupResult;
import gavel.testcases.scoring.Judge;
import gavel.testcases.scoring.TestResult;
import gavel.testcases.timing.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes of a trial what it comes to under the time limit, and compares that with what is expected.
 * Whoever needed more than the limit would have been stopped at it, whatever he did later.
 */
final class Assessor {
  private static final double NANOS = 1e9;
  private static final Set<String> NOT_SLOW = Set.of("idle");

  /**
   * A grade needs what is not known: the verdict of a test, or what a grader of the package says.
   */
  private static final class Incomplete extends Exception {
    private static final long serialVersionUID = 1;
    private final boolean grader;

    Incomplete(boolean grader) {
      this.grader = grader;
    }
  }

  private final ProblemPackage problem;
  private final TimeLimit limit;

  Assessor(ProblemPackage problem, TimeLimit limit) {
    this.problem = problem;
    this.limit = limit;
  }

  /** What it comes to; nothing is expected yet. */
  Assessment grade(Trial trial, JuryRun run) throws InterruptedException {
    if (!run.compiled()) {
      Grade grade =
          new Grade(run.compile().status(), OptionalDouble.empty(), List.of(), run.flaws());
      return new Assessment(
          run.compile(), grade, run.compile().status(), List.of(), List.of(), List.of());
    }
    List<TestOutcome> tests = outcomes(trial, run);
    boolean same = isAsItRan(tests, run);
    Grade ran = run.grade().isPresent() ? run.grade().get() : grade(run.tests(), run.flaws());
    Grade limited = same ? ran : grade(tests.stream().map(TestOutcome::run).toList(), run.flaws());
    return new Assessment(run.compile(), limited, ran.status(), tests, List.of(), List.of());
  }

  private List<TestOutcome> outcomes(Trial trial, JuryRun run) {
    double factor = factor(trial.candidate());
    return run.tests().stream().map(test -> outcome(test, trial.under(), factor)).toList();
  }

  private static boolean isAsItRan(List<TestOutcome> tests, JuryRun run) {
    return tests.stream().map(TestOutcome::run).toList().equals(run.tests());
  }

  /**
   * Whether what it comes to under the time limit is for the package's grader to say, who was asked
   * about other verdicts.
   */
  boolean needsGrader(Trial trial, JuryRun run) throws InterruptedException {
    List<TestOutcome> tests = run.compiled() ? outcomes(trial, run) : List.of();
    if (isAsItRan(tests, run)) {
      return false;
    }
    try {
      var _ = completeGrade(tests.stream().map(TestOutcome::run).toList());
      return false;
    } catch (Incomplete incomplete) {
      return incomplete.grader;
    }
  }

  /** How much longer than others a submission may take for its language. */
  static double factor(Candidate candidate) {
    Duration second = Duration.ofSeconds(1);
    return candidate.language().map(own -> own.timeLimit(second)).orElse(second).toNanos() / NANOS;
  }

  private TestOutcome outcome(TestRun test, Duration under, double factor) {
    Duration needed = test.needed(factor);
    boolean stopped = test.status() == Status.TIMEOUT;
    Duration time = stopped && needed.compareTo(under) < 0 ? under : needed;
    Duration wall =
        VerdictRules.wallLimit(Duration.ofNanos(Math.round(limit.limit().toNanos() * factor)));
    boolean talks = problem.rules().is(ProblemType.INTERACTIVE);
    Duration patience = talks ? wall.multipliedBy(2) : wall;
    boolean over = time.compareTo(limit.limit()) > 0 || test.wallTime().compareTo(patience) > 0;
    boolean late = over && !test.decided();
    return new TestOutcome(
        test.as(late ? Status.TIMEOUT : test.status()),
        time,
        stopped,
        !stopped && (late || limit.borderline(time)) && time.compareTo(limit.safe()) <= 0);
  }

  private Grade grade(List<TestRun> tests, List<String> flaws) throws InterruptedException {
    try {
      Grade grade = completeGrade(tests);
      List<String> all = new ArrayList<>(flaws);
      all.addAll(grade.flaws());
      return new Grade(grade.status(), grade.score(), grade.groups(), all);
    } catch (Incomplete stopped) {
      Status status = VerdictRules.ofSubmission(tests.stream().map(TestRun::status).toList());
      return new Grade(status, OptionalDouble.empty(), List.of(), flaws);
    }
  }

  private Grade completeGrade(List<TestRun> tests) throws Incomplete, InterruptedException {
    Map<String, TestRun> byName =
        tests.stream().collect(Collectors.toMap(TestRun::name, Function.identity(), (a, b) -> a));
    return Grader.grade(problem.rules(), problem.data().root(), answers(byName));
  }

  private static Judge<Incomplete> answers(Map<String, TestRun> tests) {
    return new Judge<>() {
      @Override
      public TestResult test(TestCase test) throws Incomplete {
        return result(test.name());
      }

      private TestResult result(String name) throws Incomplete {
        TestRun run = tests.get(name);
        if (run == null) {
          throw new Incomplete(false);
        }
        return new TestResult(run.status(), run.score(), run.multiplier());
      }

      @Override
      public TestResult staticTest(TestGroup group) throws Incomplete {
        return result(group.name() + " (static)");
      }

      @Override
      public GroupResult grade(TestGroup group, List<TestResult> results) throws Incomplete {
        throw new Incomplete(true);
      }
    };
  }

  /**
   * The same with what is wrong about it.
   *
   * @param best the best score there is
   */
  Assessment judge(Candidate candidate, Assessment graded, OptionalDouble best) {
    Expectation expectation = candidate.submission().expectation();
    List<TestVerdict> verdicts =
        graded.tests().stream()
            .map(test -> new TestVerdict(test.name(), test.status(), test.run().message()))
            .toList();
    List<Violation> violations =
        ExpectationCheck.check(expectation, verdicts, graded.grade(), best);
    Set<String> failures = new LinkedHashSet<>();
    Set<String> notes = new LinkedHashSet<>();
    violations.stream()
        .filter(violation -> !violation.advisory())
        .forEach(violation -> failures.add(violation.message()));
    if (failures.isEmpty()) {
      violations.forEach(violation -> notes.add(violation.message()));
      if (notes.isEmpty()) {
        otherReasons(expectation, graded.tests()).ifPresent(notes::add);
      }
    }
    onlyWaits(graded).ifPresent(notes::add);
    if (graded.borderline()) {
      notes.add(borderline(graded));
    }
    return new Assessment(
        graded.compile(),
        graded.grade(),
        graded.safe(),
        graded.tests(),
        List.copyOf(failures),
        List.copyOf(notes));
  }

  /** It fails as it has to, and in other ways as well. */
  private static Optional<String> otherReasons(Expectation expectation, List<TestOutcome> tests) {
    if (expectation.verdicts().isEmpty() || expectation.verdicts().contains(Status.SUCCESS)) {
      return Optional.empty();
    }
    List<TestOutcome> others =
        tests.stream()
            .filter(test -> test.status() != Status.SUCCESS)
            .filter(test -> !VerdictRules.meets(expectation.verdicts(), test.status()))
            .toList();
    return others.stream()
        .findFirst()
        .map(first ->
            "Also fails otherwise: "
                + first.name()
                + " is "
                + first.status().verdict()
                + (others.size() == 1 ? "" : ", and there are " + (others.size() - 1) + " more"));
  }

  /** It is too slow only because it waits, for input that does not come or with its hands up. */
  private static Optional<String> onlyWaits(Assessment graded) {
    List<TestOutcome> late =
        graded.tests().stream().filter(test -> test.status() == Status.TIMEOUT).toList();
    boolean waits =
        !late.isEmpty() && late.stream().allMatch(test -> NOT_SLOW.contains(test.run().message()));
    return waits
        ? Optional.of("It is not slow, it waits: " + late.getFirst().name() + " needs no CPU time")
        : Optional.empty();
  }

  private String borderline(Assessment graded) {
    List<TestOutcome> near = graded.tests().stream().filter(TestOutcome::borderline).toList();
    String tests = near.size() == 1 ? near.getFirst().name() : near.size() + " tests";
    return graded.safe() == graded.grade().status()
        ? "Borderline: " + tests + " within the safety margin of the time limit"
        : "Borderline: "
            + tests
            + " within the safety margin of the time limit, beyond which it is "
            + graded.safe().verdict();
  }
}
