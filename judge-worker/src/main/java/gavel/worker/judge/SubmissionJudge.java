package gavel.worker.judge;

import gavel.testcases.problem.TestCase;
import gavel.worker.JudgeFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestFiles;
import gavel.worker.jury.Jury;
import java.util.Comparator;
import java.util.List;

/** Judges submissions with one guest, one at a time. */
public final class SubmissionJudge {
  private final CompileStage compiler;
  private final TestStage tester;
  private final JudgeSettings settings;
  private final List<Jury> juries;
  private final Jury jury;

  /** The guest stays the caller's, who closes it. */
  public SubmissionJudge(Guest guest, JudgeSettings settings) {
    this(guest, guest, settings);
  }

  /**
   * The same with another guest for validators, which never sees a submission; interactors have to
   * share the submission's.
   */
  public SubmissionJudge(Guest guest, Guest jurys, JudgeSettings settings) {
    this.settings = settings;
    this.compiler = new CompileStage(guest);
    GuestFiles files = new GuestFiles(guest);
    Jury here = Jury.at(guest, files, settings.languages(), settings.timeFactor());
    this.jury =
        jurys.equals(guest)
            ? here
            : Jury.at(jurys, new GuestFiles(jurys), settings.languages(), settings.timeFactor());
    this.juries = List.of(here, jury);
    ContestantRuns runs = new ContestantRuns(files);
    this.tester =
        new TestStage(
            guest,
            runs,
            new CustomStage(guest, runs, jury),
            new TalkStage(runs, here, settings.transcript()));
  }

  /**
   * Looks at what needs no guest.
   *
   * @throws JudgeFault when {@link #judge} would refuse it
   */
  public static void check(JudgeRequest request, int timeFactor) throws JudgeFault {
    if (Judgeability.takesAnswers(request.problem())) {
      JudgeLimits.requireJudgeable(request.problem());
      AnswerFiles.of(request.problem(), request.sources());
    } else {
      SourceCheck.check(request);
      JudgeLimits.of(request.problem(), request.programLanguage(), timeFactor, false);
    }
  }

  /**
   * Judges a submission: sample tests first, then the secret ones.
   *
   * @throws JudgeFault when it could not be judged; nothing is said about the program then
   * @throws InterruptedException after what was running at the guest has been ended
   */
  public JudgedSubmission judge(JudgeRequest request, ProgressListener listener)
      throws JudgeFault, InterruptedException {
    return begin(request, listener).run();
  }

  /** Compiles it, where it is a program. */
  Judgement begin(JudgeRequest request, ProgressListener listener)
      throws JudgeFault, InterruptedException {
    Attempt attempt;
    List<TestCase> tests;
    if (Judgeability.takesAnswers(request.problem())) {
      attempt = AnswerAttempt.of(request, new AnswerStage(jury));
      tests = inDataOrder(attempt.problem().tests());
      listener.started(tests.size());
    } else {
      SourceCheck.check(request);
      JudgeLimits limits =
          JudgeLimits.of(
              request.problem(),
              request.programLanguage(),
              settings.timeFactor(),
              settings.reruns() > 0);
      tests = inDataOrder(request.problem().tests());
      listener.started(tests.size());
      attempt = ProgramAttempt.compile(request, limits, compiler, tester);
    }
    listener.compiled(attempt.report());
    return new Judgement(request, attempt, tests, listener, this);
  }

  private static List<TestCase> inDataOrder(List<TestCase> tests) {
    return tests.stream().sorted(Comparator.comparing(test -> !test.sample())).toList();
  }

  JudgeSettings settings() {
    return settings;
  }

  Jury jury() {
    return jury;
  }

  /** Guests may have lost everything: they will be asked again. */
  void forget() {
    juries.forEach(Jury::forget);
  }
}
