package gavel.worker.judge;

import gavel.model.Status;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.testcases.problem.TestCase;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.NotStored;
import gavel.worker.guest.CompiledArtifact;
import gavel.worker.guest.Guest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Judges submissions with one guest, one at a time. */
public final class SubmissionJudge {
  /** How often in one judgement a guest may have lost what it was given. */
  private static final int MOST_LOSSES = 5;

  private final CompileStage compiler;
  private final InputStage inputs;
  private final TestStage tester;
  private final int timeFactor;

  /** The guest stays the caller's, who closes it. */
  public SubmissionJudge(Guest guest) {
    this(guest, 1);
  }

  /**
   * The same for a guest that is slower than what limits were made for.
   *
   * @param timeFactor that all time limits are multiplied by, from 1 on
   */
  public SubmissionJudge(Guest guest, int timeFactor) {
    this.timeFactor = timeFactor;
    this.compiler = new CompileStage(guest);
    this.inputs = new InputStage(guest);
    this.tester = new TestStage(guest, inputs);
  }

  /**
   * Looks at what needs no guest.
   *
   * @throws JudgeFault when {@link #judge} would refuse it
   */
  public static void check(JudgeRequest request, int timeFactor) throws JudgeFault {
    SourceCheck.check(request);
    JudgeLimits.of(request.problem(), timeFactor);
  }

  /**
   * Judges a submission: sample tests first, then the secret ones.
   *
   * @throws JudgeFault when it could not be judged; nothing is said about the program then
   * @throws InterruptedException after what was running at the guest has been ended
   */
  public JudgedSubmission judge(JudgeRequest request, ProgressListener listener)
      throws JudgeFault, InterruptedException {
    SourceCheck.check(request);
    JudgeLimits limits = JudgeLimits.of(request.problem(), timeFactor);
    List<TestCase> tests = inDataOrder(request.problem().tests());
    listener.started(tests.size());
    CompiledArtifact program = compiler.compile(request, limits);
    listener.compiled(program.report());
    return program.artifact().isEmpty()
        ? JudgedSubmission.notCompiled(program.report())
        : new Judgement(request, limits, tests, listener, program).run();
  }

  private static List<TestCase> inDataOrder(List<TestCase> tests) {
    return tests.stream().sorted(Comparator.comparing(test -> !test.sample())).toList();
  }

  /** The tests of one submission, with the artifact that they run. */
  private final class Judgement {
    private final JudgeRequest request;
    private final JudgeLimits limits;
    private final List<TestCase> tests;
    private final ProgressListener listener;
    private CompiledArtifact program;
    private int losses;

    Judgement(
        JudgeRequest request,
        JudgeLimits limits,
        List<TestCase> tests,
        ProgressListener listener,
        CompiledArtifact program) {
      this.request = request;
      this.limits = limits;
      this.tests = tests;
      this.listener = listener;
      this.program = program;
    }

    JudgedSubmission run() throws JudgeFault, InterruptedException {
      List<TestReport> reports = new ArrayList<>();
      for (TestCase test : tests) {
        TestReport report = judge(test);
        reports.add(report);
        listener.tested(reports.size(), tests.size(), report);
        if (report.status() != Status.SUCCESS
            && request.policy() == JudgePolicy.STOP_AT_FIRST_FAILURE) {
          break;
        }
      }
      return JudgedSubmission.of(program.report(), reports);
    }

    private TestReport judge(TestCase test) throws JudgeFault, InterruptedException {
      while (true) {
        Optional<String> artifact = program.artifact();
        try {
          return tester.judge(artifact.orElseThrow(), test, limits);
        } catch (NotStored lost) {
          renew(lost);
        }
      }
    }

    /** A guest that was started anew has nothing any more: compiles again. */
    private void renew(NotStored lost) throws JudgeFault, InterruptedException {
      losses++;
      if (losses > MOST_LOSSES) {
        throw lost;
      }
      inputs.forget();
      CompiledArtifact again = compiler.compile(request, limits);
      if (again.artifact().isEmpty()) {
        throw new JudgeFault.GuestFailed("The guest no longer compiles what it had compiled");
      }
      program = again;
    }
  }
}
