package gavel.executor.session;

import gavel.executor.compile.CompileOutcome;
import gavel.executor.run.RunResult;
import gavel.executor.store.Artifact;
import gavel.model.Signals;
import gavel.model.Status;
import gavel.model.Termination.Exited;
import gavel.model.Termination.Signaled;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.sandbox.RunReport;
import org.jspecify.annotations.Nullable;

/** Outcomes as messages. */
final class Results {
  private Results() {}

  static Compiled compiled(String id, CompileOutcome outcome) {
    return switch (outcome) {
      case CompileOutcome.Compiled(var artifact, boolean cached) ->
          compiled(
              id, Status.SUCCESS, artifact.value().key(), null, cached, artifact.value().facts());
      case CompileOutcome.Failed(String reason, Artifact.Facts facts) ->
          compiled(id, Status.COMPILATION_ERROR, null, reason, false, facts);
    };
  }

  private static Compiled compiled(
      String id,
      Status status,
      @Nullable String artifact,
      @Nullable String reason,
      boolean cached,
      Artifact.Facts facts) {
    return new Compiled(
        id,
        status,
        artifact,
        reason,
        facts.output(),
        cached,
        facts.cpuTime(),
        facts.wallTime(),
        facts.memory());
  }

  static Ran ran(String id, RunResult result) {
    RunReport report = result.report();
    Integer exitCode =
        report.termination() instanceof Exited(int code) ? Integer.valueOf(code) : null;
    Integer signal =
        report.termination() instanceof Signaled(int number) ? Integer.valueOf(number) : null;
    return new Ran(
        id,
        result.outcome().status(),
        result.outcome().reason().orElse(null),
        result.outcome().limit().orElse(null),
        exitCode,
        signal,
        signal == null ? null : Signals.name(signal),
        report.stdoutTruncated(),
        report.stderrTruncated(),
        report.cpuTime(),
        report.userTime(),
        report.systemTime(),
        report.wallTime(),
        report.memoryPeak(),
        report.maxRss(),
        report.processesPeak().isPresent() ? report.processesPeak().getAsInt() : null,
        result.collected().files().isEmpty() ? null : result.collected().files());
  }
}
