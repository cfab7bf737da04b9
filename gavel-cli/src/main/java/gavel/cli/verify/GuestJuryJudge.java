package gavel.cli.verify;

import gavel.model.language.Languages;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.scoring.Grade;
import gavel.testcases.scoring.TestResult;
import gavel.worker.JudgeFault;
import gavel.worker.guest.Guest;
import gavel.worker.judge.JudgePolicy;
import gavel.worker.judge.JudgeRequest;
import gavel.worker.judge.JudgeSettings;
import gavel.worker.judge.Judgeability;
import gavel.worker.judge.JudgedSubmission;
import gavel.worker.judge.ProgressListener;
import gavel.worker.judge.SubmissionJudge;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** Judges as a worker does, with a guest of its own. */
public final class GuestJuryJudge implements JuryJudge {
  private final Guest guest;
  private final SubmissionJudge judge;

  /** Takes the guest, and closes it. */
  public GuestJuryJudge(Guest guest, Languages languages) {
    this.guest = guest;
    this.judge = new SubmissionJudge(guest, JudgeSettings.of(languages));
  }

  @Override
  public Optional<Skip> refuses(ProblemPackage problem) {
    return Judgeability.obstacle(problem)
        .map(obstacle -> new Skip(Skip.Reason.UNSUPPORTED, "the package " + obstacle));
  }

  @Override
  public JuryRun judge(
      ProblemPackage problem, Candidate candidate, JudgePolicy policy, ProgressListener listener)
      throws JudgeFault, InterruptedException {
    JudgeRequest request =
        new JudgeRequest(
            candidate.name(),
            0,
            problem,
            candidate.language(),
            candidate.sources(),
            candidate.submission().entrypoint(),
            policy);
    JudgedSubmission judged = judge.judge(request, listener);
    return new JuryRun(
        judged.compile(),
        judged.tests().stream().map(test -> run(judged, test)).toList(),
        judged.grade(),
        judged.grade().map(Grade::flaws).orElse(List.of()));
  }

  private static TestRun run(JudgedSubmission judged, TestReport test) {
    String shown = Objects.requireNonNullElse(test.message(), "");
    Optional<TestResult> result = Optional.ofNullable(judged.results().get(test.name()));
    return new TestRun(
        test.name(),
        test.status(),
        test.cpuTime(),
        test.wallTime(),
        test.memory(),
        judged.judgeMessages().getOrDefault(test.name(), shown),
        result.map(TestResult::score).orElse(OptionalDouble.empty()),
        result.map(TestResult::multiplier).orElse(OptionalDouble.empty()),
        judged.decided().contains(test.name()));
  }

  @Override
  public void close() {
    guest.close();
  }
}
