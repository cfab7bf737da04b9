package gavel.executor.compile;

import gavel.executor.run.CommandLine;
import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.SlotLease;
import gavel.executor.store.Artifact;
import gavel.model.OutputPolicy;
import gavel.model.RunFacts;
import gavel.model.RunOutcome;
import gavel.model.Status;
import gavel.model.Termination.NotStarted;
import gavel.model.VerdictRules;
import gavel.model.language.LanguageDefinition;
import gavel.model.protocol.ErrorCode;
import gavel.sandbox.Box;
import gavel.sandbox.RunReport;
import gavel.sandbox.RunSpec;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Runs a language's compiler over a work directory. */
final class Compiler {
  /** What was seen, and why it is a failure where it is one. */
  record Outcome(Artifact.Facts facts, Optional<String> failure) {}

  Outcome run(CompileJob job, WorkTree tree, SlotLease slot)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    LanguageDefinition language = job.language();
    if (language.compile().isEmpty()) {
      tree.passThrough();
      return new Outcome(Artifact.Facts.NONE, Optional.empty());
    }
    CompilerOutput output = new CompilerOutput();
    RunReport report = slot.run(spec(job, tree, output));
    if (report.termination() instanceof NotStarted(String step, int errno)) {
      throw new RequestRefused(
          ErrorCode.UNSUPPORTED_LANGUAGE,
          language.compile().getFirst()
              + " cannot be started ("
              + step
              + ", errno "
              + errno
              + "); install "
              + String.join(" ", language.packages()));
    }
    Artifact.Facts facts =
        new Artifact.Facts(
            output.text(report.stdoutTruncated() || report.stderrTruncated()),
            report.cpuTime(),
            report.wallTime(),
            report.memoryPeak());
    return new Outcome(facts, failure(job, report));
  }

  private static RunSpec spec(CompileJob job, WorkTree tree, CompilerOutput output) {
    LanguageDefinition language = job.language();
    List<String> argv =
        CommandLine.of(language.compile())
            .sources(job.sources())
            .flags(job.flags())
            .entry(job.entrypoint().orElse(""))
            .memory(job.limits().memory())
            .argv();
    return new RunSpec(
        argv,
        CommandLine.environment(language),
        new Box.Fresh(
            tree::fill,
            (box, report) -> {
              if (failure(job, report).isEmpty()) {
                tree.collect(box);
              }
            }),
        Optional.empty(),
        output,
        output,
        job.limits());
  }

  /** What is too much of a compiler's output is only cut, unless the asker wants it ended. */
  private static Optional<String> failure(CompileJob job, RunReport report) {
    RunFacts facts = report.facts();
    RunFacts cut =
        new RunFacts(
            facts.termination(),
            facts.killedBy(),
            facts.cpuTime(),
            facts.wallTime(),
            facts.memoryPeak(),
            facts.oomKills(),
            facts.stdoutTruncated() && job.limits().outputPolicy() == OutputPolicy.KILL,
            facts.refusedSyscall());
    RunOutcome outcome = VerdictRules.classify(cut, job.limits());
    return outcome.status() == Status.SUCCESS ? Optional.empty() : Optional.of(reason(outcome));
  }

  private static String reason(RunOutcome outcome) {
    String why = outcome.reason().map(reason -> ": " + reason).orElse("");
    return switch (outcome.status()) {
      case RUNTIME_ERROR -> "the compiler failed" + why;
      case TIMEOUT -> "the compiler was over its time limit" + why;
      case MEMORY_EXCEEDED -> "the compiler was over its memory limit";
      case OUTPUT_EXCEEDED -> "the compiler wrote too much" + why;
      case SECURITY_VIOLATION -> "the compiler did something forbidden" + why;
      case SUCCESS, WRONG_ANSWER, COMPILATION_ERROR, INTERNAL_ERROR ->
          throw new IllegalStateException("A run never ends as " + outcome);
    };
  }
}
