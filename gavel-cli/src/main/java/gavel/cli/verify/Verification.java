package gavel.cli.verify;

import gavel.cli.program.EnvironmentProblem;
import gavel.cli.verify.Skip.Reason;
import gavel.model.Status;
import gavel.testcases.problem.Glob;
import gavel.testcases.problem.JurySubmission;
import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.PackageProblem.Severity;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.timing.MeasuredSubmission;
import gavel.testcases.timing.TimeLimit;
import gavel.testcases.timing.TimeLimit.Origin;
import gavel.testcases.timing.TimeLimitRules;
import gavel.testcases.timing.TimeMargins;
import gavel.worker.JudgeFault;
import gavel.worker.judge.Judgeability;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Verifies one package. */
public final class Verification {
  /**
   * What whoever asks wants.
   *
   * @param timeLimit to judge with instead of the package's
   * @param generous what submissions may take while there is no limit
   * @param submissions the only ones that are judged, by their names
   * @param lazy whether tests are left out that no longer change what a submission comes to
   */
  public record Wishes(
      Optional<Duration> timeLimit, Duration generous, Optional<Glob> submissions, boolean lazy) {}

  private final ProblemPackage problem;
  private final Wishes wishes;
  private final JudgeSlots slots;
  private final TimeLimitRules rules;
  private final Trials trials;
  private final Map<JurySubmission, Prepared> prepared = new LinkedHashMap<>();
  private final List<PackageProblem> problems = new ArrayList<>();

  /** With judges that stay the caller's. */
  public Verification(ProblemPackage problem, Wishes wishes, JudgeSlots slots) {
    this.problem = problem;
    this.wishes = wishes;
    this.slots = slots;
    this.rules = new TimeLimitRules(problem.rules().format(), problem.limits());
    this.trials = new Trials(problem, slots, wishes.lazy());
  }

  /**
   * Does it all.
   *
   * @param opened where the package is from
   */
  public VerifyReport verify(OpenedPackage opened, JurySources sources, PackageChecks checks)
      throws EnvironmentProblem, InterruptedException, IOException {
    problems.addAll(opened.problems());
    problems.addAll(problem.problems());
    List<DataCheck> data = checkData(checks);
    problems.addAll(DataFindings.of(data));
    prepare(sources);
    Optional<TimeLimit> limit = Optional.empty();
    if (Judgeability.takesAnswers(problem)) {
      trials.run(candidates(), wishes.generous());
    } else {
      limit = candidates().isEmpty() ? known() : limit();
    }
    if (limit.isPresent()) {
      runTheRest(limit.get());
      runInTheirOwn(limit.get());
    }
    TimeMargins margins = TimeMargins.of(trials.measured());
    limit.ifPresent(found -> problems.addAll(rules.check(found, margins)));
    List<SubmissionReport> reports = assess(limit);
    if (reports.stream().allMatch(report -> report.assessment().isEmpty())) {
      problems.add(
          new PackageProblem(
              Severity.WARNING, "submissions", 1, "", "Not one submission was judged"));
    }
    return new VerifyReport(
        problem.id().value(),
        problem.metadata().name(),
        problem.tests().size(),
        limit,
        margins,
        problems,
        data,
        reports,
        slots.unenforced());
  }

  /**
   * The time limit to judge with: the given one, else as the solutions of the jury have it that
   * have to pass. Empty where neither is.
   */
  public Optional<Duration> timeLimit(JurySources sources)
      throws EnvironmentProblem, InterruptedException, IOException {
    if (known().isEmpty()) {
      prepare(sources);
    }
    return (known().isPresent() || candidates().isEmpty() ? known() : limit())
        .map(TimeLimit::limit);
  }

  private List<DataCheck> checkData(PackageChecks checks)
      throws EnvironmentProblem, InterruptedException {
    try {
      return DataChecks.of(problem, checks);
    } catch (JudgeFault fault) {
      throw new EnvironmentProblem(String.valueOf(fault.getMessage()), fault);
    }
  }

  private void prepare(JurySources sources) throws IOException {
    Optional<Skip> refused = slots.refuses(problem);
    for (JurySubmission submission : problem.submissions()) {
      if (wishes.submissions().map(glob -> glob.matches(submission.name())).orElse(true)) {
        Prepared one =
            Judgeability.takesAnswers(problem)
                ? JuryAnswers.of(submission)
                : sources.prepare(submission);
        prepared.put(
            submission, refused.isPresent() && one instanceof Candidate ? refused.get() : one);
      }
    }
  }

  private List<Candidate> candidates() {
    return prepared.values().stream()
        .flatMap(one -> one instanceof Candidate candidate ? Stream.of(candidate) : Stream.empty())
        .toList();
  }

  /** The limit that somebody gave. */
  private Optional<TimeLimit> known() {
    return wishes
        .timeLimit()
        .map(limit -> rules.given(limit, Origin.ASKED))
        .or(() -> problem.timeLimit().map(limit -> rules.given(limit, Origin.PACKAGE)));
  }

  private Optional<TimeLimit> limit() throws EnvironmentProblem, InterruptedException {
    Optional<TimeLimit> known = known();
    if (known.isPresent()) {
      return known;
    }
    trials.runHopefully(
        candidates().stream().filter(trials::boundsBelow).toList(), wishes.generous());
    Optional<TimeMargins.Extreme> slowest = slowest();
    // Others that ran at the same time made it slower than it is.
    while (slowest.isPresent()) {
      Optional<Trial> disturbed =
          trials.of(slowest.get().submission()).filter(trial -> !trial.alone());
      if (disturbed.isEmpty()) {
        break;
      }
      trials.runHopefully(List.of(disturbed.get().candidate()), wishes.generous());
      slowest = slowest();
    }
    if (slowest.isEmpty()) {
      problems.add(
          new PackageProblem(
              Severity.ERROR,
              "problem.yaml",
              1,
              "limits: time_limit",
              "There is no time limit, and no submission that has to pass from which it could be"
                  + " derived"));
    }
    return slowest.map(found -> rules.derive(found.time()));
  }

  private Optional<TimeMargins.Extreme> slowest() {
    return TimeMargins.of(trials.measured().stream().map(MeasuredSubmission::finished).toList())
        .slowest();
  }

  /** Under the limit with its margin; what is close to the limit, once more and alone. */
  private void runTheRest(TimeLimit limit) throws EnvironmentProblem, InterruptedException {
    trials.run(
        candidates().stream().filter(candidate -> !settled(candidate)).toList(), limit.safe());
    Assessor assessor = new Assessor(problem, limit);
    List<Candidate> close = new ArrayList<>();
    for (Trial trial : trials.all()) {
      if (!trial.alone()
          && trial.ran() instanceof JuryRun run
          && assessor.grade(trial, run).borderline()) {
        close.add(trial.candidate());
      }
    }
    for (Candidate candidate : close) {
      trials.run(List.of(candidate), limit.safe());
    }
    askGraders(limit);
  }

  /** Where the package's grader has to see what the limit makes of a submission. */
  private void askGraders(TimeLimit limit) throws EnvironmentProblem, InterruptedException {
    Assessor assessor = new Assessor(problem, limit);
    List<Candidate> toGrade = new ArrayList<>();
    for (Trial trial : trials.all()) {
      if (trial.ran() instanceof JuryRun run && assessor.needsGrader(trial, run)) {
        toGrade.add(trial.candidate());
      }
    }
    trials.run(toGrade, limit.limit());
  }

  /**
   * What is not as expected in a variant of its language, in the language itself: variants are not
   * of the same version, and not as fast. Which of the two is as expected is what it is from now
   * on. A wrong answer is one in both.
   */
  private void runInTheirOwn(TimeLimit limit) throws EnvironmentProblem, InterruptedException {
    Map<Candidate, Assessment> graded = graded(Optional.of(limit));
    Map<Candidate, Candidate> others = new LinkedHashMap<>();
    for (Candidate candidate : candidates()) {
      Assessment found = graded.get(candidate);
      if (found != null
          && !found.failures().isEmpty()
          && found.grade().status() != Status.WRONG_ANSWER) {
        candidate.inItsOwn().ifPresent(other -> others.put(candidate, other));
      }
    }
    if (others.isEmpty()) {
      return;
    }
    trials.run(List.copyOf(others.values()), limit.safe());
    askGraders(limit);
    Map<Candidate, Assessment> again = graded(Optional.of(limit));
    others.forEach((candidate, other) -> {
      Assessment own = again.get(other);
      boolean expected = own != null && own.failures().isEmpty();
      trials.forget(expected ? candidate : other);
      if (expected) {
        prepared.put(candidate.submission(), other);
        problems.add(
            new PackageProblem(
                Severity.WARNING,
                "submissions/" + candidate.name(),
                1,
                "",
                "As expected on "
                    + other.languageName()
                    + " alone, not on "
                    + candidate.languageName()));
      }
    });
  }

  /** Whether its trial has every test that there is. */
  private boolean settled(Candidate candidate) {
    return trials
        .of(candidate)
        .map(Trial::ran)
        .map(ran ->
            ran instanceof JuryRun run
                && (run.accepted() || !run.compiled() || !Trials.mustPass(candidate)))
        .orElse(false);
  }

  private List<SubmissionReport> assess(Optional<TimeLimit> limit) throws InterruptedException {
    Map<Candidate, Assessment> graded = graded(limit);
    return prepared.entrySet().stream()
        .map(entry -> report(entry.getKey(), entry.getValue(), graded))
        .toList();
  }

  private Map<Candidate, Assessment> graded(Optional<TimeLimit> limit) throws InterruptedException {
    Duration generous = wishes.generous();
    Assessor assessor =
        new Assessor(
            problem, limit.orElseGet(() -> new TimeLimit(generous, generous, Origin.DERIVED)));
    Map<Candidate, Assessment> graded = new LinkedHashMap<>();
    for (Trial trial : trials.all()) {
      if (trial.ran() instanceof JuryRun run) {
        graded.put(trial.candidate(), assessor.grade(trial, run));
      }
    }
    OptionalDouble best = BestScore.of(problem, graded);
    graded.replaceAll((candidate, one) -> assessor.judge(candidate, one, best));
    return graded;
  }

  private SubmissionReport report(
      JurySubmission submission, Prepared one, Map<Candidate, Assessment> graded) {
    return switch (one) {
      case Skip skip ->
          new SubmissionReport(submission, Optional.empty(), Optional.of(skip), Optional.empty());
      case Candidate candidate -> {
        Optional<Assessment> assessment = Optional.ofNullable(graded.get(candidate));
        Optional<Skip> skip =
            assessment.isPresent() ? Optional.empty() : Optional.of(why(candidate));
        yield new SubmissionReport(submission, candidate.language(), skip, assessment);
      }
    };
  }

  private Skip why(Candidate candidate) {
    return trials
        .of(candidate)
        .map(Trial::ran)
        .flatMap(ran -> ran instanceof Skip skip ? Optional.of(skip) : Optional.empty())
        .orElseGet(() -> new Skip(Reason.TIME_LIMIT, "there is no time limit"));
  }
}
