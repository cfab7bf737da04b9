package gavel.bench.rig;

import gavel.model.RunLimits;
import gavel.sandbox.Box;
import gavel.sandbox.LinuxSandbox;
import gavel.sandbox.MemorySink;
import gavel.sandbox.RootfsPlan;
import gavel.sandbox.RunReport;
import gavel.sandbox.RunSpec;
import gavel.sandbox.Sandbox;
import gavel.sandbox.SandboxFault;
import gavel.sandbox.SlotConfig;
import gavel.sandbox.launcher.LauncherBinary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sandboxes as the guest executor opens them, with every layer on; the work directory is shared.
 */
public final class Slots implements AutoCloseable {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/bin:/bin", "HOME", "/tmp", "LANG", "C.UTF-8");
  private final List<SlotConfig> configs = new ArrayList<>();
  private final List<Sandbox> sandboxes = new ArrayList<>();
  private final Path work;

  private Slots(Path work) {
    this.work = work;
  }

  /**
   * Opens so many.
   *
   * @param state a directory for them alone
   * @param work a directory in it, which programs see as {@code /box}
   */
  public static Slots open(int count, Path state, Path work, RootfsPlan rootfs)
      throws SandboxFault, IOException, InterruptedException {
    Path launcher = LauncherBinary.installInto(state);
    Slots slots = new Slots(work);
    boolean complete = false;
    try {
      for (int slot = 0; slot < count; slot++) {
        SlotConfig config = SlotConfig.of(slot, state, launcher, rootfs);
        slots.configs.add(config);
        slots.sandboxes.add(LinuxSandbox.open(config));
      }
      complete = true;
    } finally {
      if (!complete) {
        slots.close();
      }
    }
    return slots;
  }

  /** How many there are. */
  public int count() {
    return sandboxes.size();
  }

  /** The users that programs run as. */
  public List<Integer> uids() {
    return configs.stream().map(SlotConfig::uid).toList();
  }

  /** Runs one program in one slot; what it prints goes nowhere. */
  public RunReport run(int slot, RunLimits limits, List<String> command)
      throws SandboxFault, InterruptedException {
    RunSpec spec =
        new RunSpec(
            command,
            ENVIRONMENT,
            new Box.Directory(work),
            Optional.empty(),
            new MemorySink(),
            new MemorySink(),
            limits);
    return sandboxes.get(slot).run(spec);
  }

  @Override
  public void close() {
    sandboxes.forEach(Sandbox::close);
  }
}
