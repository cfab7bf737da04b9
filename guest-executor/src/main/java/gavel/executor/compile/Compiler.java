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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs a language's compiler over a work directory. */
final class Compiler {
  /**
   * What was seen, and why it is a failure where it is one.
   *
   * @param overTime whether that is because of the time it took
   */
  record Outcome(Artifact.Facts facts, Optional<String> failure, boolean overTime) {}

  /**
   * By the shortcut, where there is one. If that leads nowhere, once more without, so that nothing
   * which may be wrong with it is held against a program; but not where it took too long, as it
   * would only take longer.
   */
  Outcome run(
      CompileJob job, String entry, WorkTree tree, SlotLease slot, Optional<Shortcut> shortcut)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    if (shortcut.isPresent()) {
      Outcome outcome = run(job, entry, tree, slot, shortcut.get());
      if (tree.isCollected() || outcome.overTime()) {
        return outcome;
      }
    }
    return run(job, entry, tree, slot, Shortcut.NONE);
  }

  private Outcome run(
      CompileJob job, String entry, WorkTree tree, SlotLease slot, Shortcut shortcut)
      throws RequestRefused, SandboxFault, IOException, InterruptedException {
    LanguageDefinition language = job.language();
    if (language.compile().isEmpty()) {
      tree.passThrough();
      return new Outcome(Artifact.Facts.NONE, Optional.empty(), false);
    }
    CompilerOutput output = new CompilerOutput();
    RunReport report = slot.run(spec(job, entry, tree, output, shortcut));
    if (report.termination() instanceof NotStarted(String step, int errno)) {
      throw new RequestRefused(
          ErrorCode.UNSUPPORTED_LANGUAGE,
          language.compile().getFirst()
              + " cannot be started ("
              + step
              + ", errno "
              + errno
              + ")"
              + language.installCommand().map(command -> "; run: " + command).orElse(""));
    }
    Artifact.Facts facts =
        new Artifact.Facts(
            output.text(report.stdoutTruncated() || report.stderrTruncated()),
            report.cpuTime(),
            report.wallTime(),
            report.memoryPeak());
    boolean overTime = outcome(job, report).status() == Status.TIMEOUT;
    return new Outcome(facts, failure(job, report), overTime);
  }

  private static RunSpec spec(
      CompileJob job, String entry, WorkTree tree, CompilerOutput output, Shortcut shortcut) {
    LanguageDefinition language = job.language();
    List<String> argv =
        new ArrayList<>(
            CommandLine.of(language.compile())
                .sources(job.sources())
                .flags(job.flags())
                .entry(entry)
                .memory(job.limits().memory())
                .argv());
    argv.addAll(1, shortcut.words());
    Map<String, String> environment = new TreeMap<>(CommandLine.environment(language));
    environment.putAll(shortcut.environment());
    return new RunSpec(
        argv,
        environment,
        new Box.Fresh(
            tree::fill,
            (box, report) -> {
              if (failure(job, report).isEmpty() && (shortcut.says() || output.isEmpty())) {
                tree.collect(box);
              }
            }),
        Optional.empty(),
        output,
        output,
        job.limits());
  }

  private static Optional<String> failure(CompileJob job, RunReport report) {
    RunOutcome outcome = outcome(job, report);
    return outcome.status() == Status.SUCCESS ? Optional.empty() : Optional.of(reason(outcome));
  }

  /** What is too much of a compiler's output is only cut, unless the asker wants it ended. */
  private static RunOutcome outcome(CompileJob job, RunReport report) {
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
    return VerdictRules.classify(cut, job.limits());
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
