package gavel.sandbox;

import gavel.model.RunLimits;
import gavel.sandbox.cgroup.RunCgroup;
import gavel.sandbox.launcher.LauncherFrame;
import gavel.sandbox.launcher.LauncherProcess;
import gavel.sandbox.launcher.LauncherReply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The launcher of a slot: started when first needed, and again after it was discarded. */
final class SlotLauncher {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SlotConfig config;
  private @Nullable LauncherProcess running;
  private long groupGeneration = -1;

  SlotLauncher(SlotConfig config) {
    this.config = config;
  }

  /** A launcher that waits for orders. */
  LauncherProcess ready() throws SandboxFault, IOException, InterruptedException {
    LauncherProcess launcher = running;
    if (launcher != null && launcher.isListening()) {
      return launcher;
    }
    discard();
    launcher = LauncherProcess.start(config.launcher());
    running = launcher;
    if (!(ask(RunFrames.setup(config)) instanceof LauncherReply.Ready)) {
      throw new SandboxFault("Tried to start the launcher: it says something else");
    }
    return launcher;
  }

  /** Whether it was not discarded since it was last needed. */
  boolean isStarted() {
    return running != null;
  }

  /** Makes the launcher end and forget what it has of earlier runs and for the next one. */
  void rest() throws SandboxFault, IOException, InterruptedException {
    if (!(ask(RunFrames.rest()) instanceof LauncherReply.Resting)) {
      throw new SandboxFault("Tried to let the launcher rest: it says something else");
    }
  }

  /** Makes an empty {@code /box} for the next run; the answer leads to it. */
  Path freshBox(RunLimits limits) throws SandboxFault, IOException, InterruptedException {
    LauncherProcess launcher = ready();
    if (!(ask(RunFrames.box(limits)) instanceof LauncherReply.Box(int root))) {
      throw new SandboxFault("Tried to have an empty /box made: the launcher says something else");
    }
    return Path.of("/proc", Long.toString(launcher.pid()), "fd", Integer.toString(root));
  }

  private LauncherReply ask(LauncherFrame question)
      throws SandboxFault, IOException, InterruptedException {
    LauncherProcess launcher = Objects.requireNonNull(running);
    boolean answered = false;
    try {
      launcher.send(question);
      LauncherReply reply =
          launcher
              .next(PATIENCE)
              .orElseThrow(() -> new SandboxFault("Tried to ask the launcher: it says nothing"));
      if (reply instanceof LauncherReply.Failed) {
        throw LauncherFaults.unexpected(reply);
      }
      answered = true;
      return reply;
    } finally {
      if (!answered) {
        discard();
      }
    }
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
