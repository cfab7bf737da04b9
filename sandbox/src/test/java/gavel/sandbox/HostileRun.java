package gavel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.RunLimits;
import gavel.model.RunOutcome;
import gavel.model.VerdictRules;
import java.nio.charset.StandardCharsets;

/** One run of a program of the corpus. */
final class HostileRun {
  private HostileRun() {}

  /** Runs it in the slot, in whose work directory it lies, and compares with its first line. */
  static void compare(HostileProgram program, Slot slot) throws Exception {
    compare(program, program.expectation(), slot);
  }

  /** Where something else than its first line is expected. */
  static void compare(HostileProgram program, HostileExpectation expected, Slot slot)
      throws Exception {
    RunLimits limits = program.limits();
    RunSpec spec = slot.spec(limits, program.command().toArray(String[]::new));

    RunReport report = slot.sandbox.run(spec);

    RunOutcome outcome = VerdictRules.classify(report.facts(), limits);
    byte[] stdout = ((MemorySink) spec.stdout()).toByteArray();
    byte[] stderr = ((MemorySink) spec.stderr()).toByteArray();
    assertThat(expected.outcomeIs(outcome) && expected.outputIs(stdout))
        .as(
            "%s ended as %s; %s\nstdout: %s\nstderr: %s",
            program, outcome, report, excerpt(stdout), excerpt(stderr))
        .isTrue();
  }

  private static String excerpt(byte[] output) {
    return new String(output, 0, Math.min(output.length, 2000), StandardCharsets.ISO_8859_1);
  }
}
