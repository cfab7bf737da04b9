package gavel.executor.check;

import gavel.executor.slot.SandboxOpener;
import gavel.executor.slot.SlotPool;
import gavel.executor.store.StateDir;
import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.sandbox.Privileges;
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
  private final Privileges privileges;
  private final int owner;

  /** How the sandboxes of a state directory are opened: slot 0 with programs of that user. */
  @FunctionalInterface
  public interface Opener {
    /** The opener for this directory. */
    SandboxOpener below(StateDir state, int uid, Privileges privileges) throws IOException;
  }

  /**
   * Looks at these languages, through sandboxes that are opened like this.
   *
   * @param user who this process is
   */
  public MachineCheck(Languages languages, KernelFiles files, Opener opener, int user) {
    this.languages = languages;
    this.files = files;
    this.opener = opener;
    this.privileges = user == 0 ? Privileges.ROOT : Privileges.ROOTLESS;
    this.owner = user == 0 ? UID : user;
  }

  /** All checks, in the order in which one needs the other. */
  public CheckReport run(StateDir state) throws IOException, InterruptedException {
    KernelProbe probe = KernelProbe.run(KernelProbe.installIn(state.launcher()));
    List<CheckResult> checks = new ArrayList<>(KernelChecks.all(files, probe, privileges));
    checks.addAll(ControlGroupChecks.all(files, privileges));
    checks.addAll(sandbox(state));
    checks.addAll(NoiseChecks.all(files));
    checks.addAll(RootlessChecks.all(files, probe, privileges));
    checks.addAll(VirtualMachineChecks.all(files, probe));
    return CheckReport.of(checks);
  }

  private List<CheckResult> sandbox(StateDir state) throws IOException, InterruptedException {
    List<CheckResult> checks = new ArrayList<>();
    try (SlotPool slots = SlotPool.open(1, _ -> owner, opener.below(state, UID, privileges))) {
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
              privileges == Privileges.ROOT
                  ? "mend what is missing above"
                  : "mend what is missing above and below; or run as root: sudo ..."));
      languages.all().forEach(language -> checks.add(ProbePrograms.untried(language)));
    }
    return checks;
  }
}
