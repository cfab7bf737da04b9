package gavel.worker.judge;

import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestCase;
import gavel.worker.JudgeFault;
import gavel.worker.guest.CompiledArtifact;
import java.time.Duration;

/** A program: compiled once, and run for each test. */
final class ProgramAttempt implements Attempt {
  private final JudgeRequest request;
  private final JudgeLimits limits;
  private final CompileStage compiler;
  private final TestStage tester;
  private CompiledArtifact program;

  private ProgramAttempt(
      JudgeRequest request,
      JudgeLimits limits,
      CompileStage compiler,
      TestStage tester,
      CompiledArtifact program) {
    this.request = request;
    this.limits = limits;
    this.compiler = compiler;
    this.tester = tester;
    this.program = program;
  }

  static ProgramAttempt compile(
      JudgeRequest request, JudgeLimits limits, CompileStage compiler, TestStage tester)
      throws JudgeFault, InterruptedException {
    CompiledArtifact program = compiler.compile(request, limits);
    return new ProgramAttempt(request, limits, compiler, tester, program);
  }

  @Override
  public CompileReport report() {
    return program.report();
  }

  @Override
  public boolean ready() {
    return program.artifact().isPresent();
  }

  @Override
  public ProblemPackage problem() {
    return request.problem();
  }

  @Override
  public Duration timeLimit() {
    return limits.cpuTime();
  }

  @Override
  public JudgedTest judge(TestCase test) throws JudgeFault, InterruptedException {
    return tester.judge(
        new Submitted(program.artifact().orElseThrow(), request.problem(), limits), test);
  }

  @Override
  public void renew() throws JudgeFault, InterruptedException {
    CompiledArtifact again = compiler.compile(request, limits);
    if (again.artifact().isEmpty()) {
      throw new JudgeFault.GuestFailed("The guest no longer compiles what it had compiled");
    }
    program = again;
  }
}
