package gavel.executor.check;

import gavel.executor.slot.SandboxOpener;
import gavel.executor.slot.SlotPool;
import gavel.executor.store.StateDir;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks whether this machine can judge, by judging. */
public final class MachineCheck {
  private static final String SANDBOX = "sandbox";
  private static final int UID = 64_900;
  private final Languages languages;
  private final KernelFiles files;
  private final Opener opener;

  /** How the sandboxes of a state directory are opened: slot 0 as that user. */
  @FunctionalInterface
  public interface Opener {
    /** The opener for this directory. */
    SandboxOpener below(StateDir state, int uid) throws IOException;
  }

  /** Looks at these languages, through sandboxes that are opened like this. */
  public MachineCheck(Languages languages, KernelFiles files, Opener opener) {
    this.languages = languages;
    this.files = files;
    this.opener = opener;
  }

  /** All checks, in the order in which one needs the other. */
  public CheckReport run(StateDir state) throws IOException, InterruptedException {
    KernelProbe probe = KernelProbe.runIn(state.launcher());
    List<CheckResult> checks = new ArrayList<>(KernelChecks.all(files, probe));
    checks.addAll(ControlGroupChecks.all(files));
    checks.addAll(sandbox(state));
    checks.addAll(NoiseChecks.all(files));
    checks.addAll(RootlessChecks.all(files, probe));
    checks.addAll(VirtualMachineChecks.all(files, probe));
    return CheckReport.of(checks);
  }

  private List<CheckResult> sandbox(StateDir state) throws IOException, InterruptedException {
    List<CheckResult> checks = new ArrayList<>();
    try (SlotPool slots = SlotPool.open(1, _ -> UID, opener.below(state, UID))) {
      checks.add(Kind.SANDBOX.ok(SANDBOX, "a slot opens"));
      checks.addAll(new SlotCheck(state, slots).all());
      ProbePrograms probes = new ProbePrograms(state, slots);
      for (LanguageDefinition language : languages.all()) {
        checks.add(probes.check(language));
      }
    } catch (SandboxFault fault) {
      checks.add(
          Kind.SANDBOX.missing(
              SANDBOX,
              String.valueOf(fault.getMessage()),
              "mend what is missing above; without root there is no sandbox"));
      languages.all().forEach(language -> checks.add(ProbePrograms.untried(language)));
    }
    return checks;
  }
}
