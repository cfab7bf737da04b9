package gavel.worker.judge;

import gavel.model.Status;
import gavel.model.VerdictRules;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.topic.VerdictRecord.TestReport;
import gavel.testcases.problem.TestCase;
import gavel.testcases.validator.CheckOutcome;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestRun;
import gavel.worker.guest.RunJob;
import java.io.IOException;
import java.util.Optional;

/** One test case: bring its input, run, check, classify. */
record TestStage(Guest guest, InputStage inputs) {

  TestReport judge(String artifact, TestCase test, JudgeLimits limits)
      throws JudgeFault, InterruptedException {
    String stdin = inputs.provide(test.input());
    try (GuestRun run = guest.run(new RunJob(artifact, stdin, limits.run()))) {
      return report(test, run);
    } catch (IOException kept) {
      throw new StorageFault("Tried to delete the output of a run: " + kept.getMessage(), kept);
    }
  }

  private static TestReport report(TestCase test, GuestRun run) throws JudgeFault {
    Ran ran = run.result();
    Optional<String> message = Optional.ofNullable(ran.reason());
    boolean accepted = true;
    if (ran.status() == Status.SUCCESS
        && CheckStage.check(test, run.stdout()) instanceof CheckOutcome.Rejected(String why)) {
      accepted = false;
      message = Optional.of(why);
    }
    Status status = VerdictRules.judged(ran.status(), accepted);
    return new TestReport(
        test.name(),
        status,
        status.verdict(),
        ran.cpuTime(),
        ran.wallTime(),
        ran.memory(),
        message.map(Messages::message).orElse(null));
  }
}
