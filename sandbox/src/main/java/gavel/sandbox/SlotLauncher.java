package gavel.sandbox;

import gavel.sandbox.cgroup.RunCgroup;
import gavel.sandbox.launcher.LauncherFrame;
import gavel.sandbox.launcher.LauncherProcess;
import gavel.sandbox.launcher.LauncherReply;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The launcher of a slot: started when first needed, and again after it was discarded. */
final class SlotLauncher {
  private static final Duration SETUP_PATIENCE = Duration.ofSeconds(30);

  private final SlotConfig config;
  private @Nullable LauncherProcess running;
  private long groupGeneration = -1;

  SlotLauncher(SlotConfig config) {
    this.config = config;
  }

  /** A launcher that waits for orders. */
  LauncherProcess ready() throws SandboxFault, IOException, InterruptedException {
    LauncherProcess launcher = running;
    if (launcher != null && launcher.isAlive()) {
      return launcher;
    }
    discard();
    launcher = LauncherProcess.start(config.launcher());
    running = launcher;
    launcher.send(RunFrames.setup(config));
    LauncherReply reply =
        launcher
            .next(SETUP_PATIENCE)
            .orElseThrow(() -> new SandboxFault("Tried to start the launcher: it says nothing"));
    if (!(reply instanceof LauncherReply.Ready)) {
      discard();
      throw LauncherFaults.unexpected(reply);
    }
    return launcher;
  }

  /** A launcher that waits for orders; tells it in this one about groups that it does not know. */
  LauncherProcess readyFor(RunCgroup group, LauncherFrame order)
      throws SandboxFault, IOException, InterruptedException {
    LauncherProcess launcher = ready();
    if (group.generation() != groupGeneration) {
      RunFrames.appendGroups(order, group);
      groupGeneration = group.generation();
    }
    return launcher;
  }

  /** Ends the launcher and what it runs, if there is one. */
  void discard() {
    if (running != null) {
      running.close();
      running = null;
    }
    groupGeneration = -1;
  }
}
