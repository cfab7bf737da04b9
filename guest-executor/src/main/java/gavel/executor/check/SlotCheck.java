package gavel.executor.check;

import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.SlotPool;
import gavel.executor.slot.Ticket;
import gavel.executor.store.StateDir;
import gavel.model.KillReason;
import gavel.model.RunLimits;
import gavel.model.Termination;
import gavel.sandbox.Box;
import gavel.sandbox.MemorySink;
import gavel.sandbox.RunReport;
import gavel.sandbox.RunSpec;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs programs that every machine has, and looks whether they end as they must. */
final class SlotCheck {
  private static final String REPORT = "report this: it is a bug, or a kernel that lies";
  private static final Duration SHORT = Duration.ofMillis(100);
  private final Path empty;
  private final SlotPool slots;

  /** In this slot pool; the work directory of the programs is one that they can enter, too. */
  SlotCheck(StateDir state, SlotPool slots) {
    this.empty = state.output();
    this.slots = slots;
  }

  List<CheckResult> all() throws SandboxFault, IOException, InterruptedException {
    RunLimits limits = RunLimits.contestant(Duration.ofSeconds(5));
    return List.of(accepted(limits), stopped(limits.withWallTime(SHORT)));
  }

  private CheckResult accepted(RunLimits limits)
      throws SandboxFault, IOException, InterruptedException {
    MemorySink stdout = new MemorySink();
    RunReport report = run(List.of("/bin/sh", "-c", "echo $((6 * 7))"), limits, stdout);
    String printed = new String(stdout.toByteArray(), StandardCharsets.UTF_8).strip();
    return report.termination().equals(new Termination.Exited(0)) && printed.equals("42")
        ? Kind.SANDBOX.ok(
            "run",
            "a program ran: AC, "
                + report.cpuTime().toMillis()
                + " ms of CPU, "
                + report.memoryPeak())
        : Kind.SANDBOX.missing("run", "/bin/sh printed '" + printed + "': " + report, REPORT);
  }

  private CheckResult stopped(RunLimits limits)
      throws SandboxFault, IOException, InterruptedException {
    RunReport report = run(List.of("/bin/sleep", "60"), limits, new MemorySink());
    return report.killedBy().equals(Optional.of(KillReason.WALL_TIME))
        ? Kind.SANDBOX.ok("limits", "a sleeper was ended: TLE")
        : Kind.SANDBOX.missing("limits", "/bin/sleep was not ended: " + report, REPORT);
  }

  private RunReport run(List<String> command, RunLimits limits, MemorySink stdout)
      throws SandboxFault, IOException, InterruptedException {
    RunSpec spec =
        new RunSpec(
            command,
            Map.of("PATH", "/usr/bin:/bin"),
            new Box.Directory(empty),
            Optional.empty(),
            stdout,
            new MemorySink(),
            limits);
    try (Ticket ticket = new Ticket(slots)) {
      return ticket.slot().run(spec);
    } catch (RequestRefused refused) {
      throw new IOException("The only slot is taken: " + refused.getMessage(), refused);
    }
  }
}
