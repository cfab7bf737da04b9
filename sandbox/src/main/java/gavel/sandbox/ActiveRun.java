package gavel.sandbox;

import gavel.sandbox.launcher.LauncherFrame;
import gavel.sandbox.launcher.LauncherProcess;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The way to kill one run, from any thread, from before it begins until after it has ended. */
final class ActiveRun {
  private final long id;
  private final LauncherProcess launcher;
  private boolean begun;
  private @Nullable String reason;

  ActiveRun(long id, LauncherProcess launcher) {
    this.id = id;
    this.launcher = launcher;
  }

  /** The process id of its launcher. */
  long launcher() {
    return launcher.pid();
  }

  /** Sends the run's own frame, and after it a kill that came too early. */
  synchronized void begin(LauncherFrame order) throws IOException {
    launcher.send(order);
    begun = true;
    if (reason != null) {
      launcher.send(RunFrames.kill(id, reason));
    }
  }

  /** Kills the run; the launcher ignores it when the run is over, and the first reason stands. */
  synchronized void kill(String why) {
    if (reason != null) {
      return;
    }
    reason = why;
    if (begun) {
      try {
        launcher.send(RunFrames.kill(id, why));
      } catch (IOException gone) {
        // The run dies with its launcher; whoever waits for its report is told why.
        launcher.close();
      }
    }
  }
}
