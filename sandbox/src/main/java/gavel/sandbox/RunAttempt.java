package gavel.sandbox;

import gavel.model.OutputPolicy;
import gavel.sandbox.OutputPump.Pumped;
import gavel.sandbox.launcher.LauncherFrame;
import gavel.sandbox.launcher.LauncherProcess;
import gavel.sandbox.launcher.LauncherReply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run on a launcher that is ready: order, output, report. */
final class RunAttempt {
  private static final Duration START_PATIENCE = Duration.ofSeconds(30);
  private static final Duration END_PATIENCE = Duration.ofSeconds(60);

  /**
   * The launcher's last word on the run, {@code Ended} or {@code Failed}, and its output's size.
   */
  record Outcome(LauncherReply end, Pumped stdout, Pumped stderr) {}

  private final LauncherProcess launcher;
  private final ActiveRun active;
  private final ExecutorService pumps;

  RunAttempt(LauncherProcess launcher, ActiveRun active, ExecutorService pumps) {
    this.launcher = launcher;
    this.active = active;
    this.pumps = pumps;
  }

  Outcome make(RunSpec spec, LauncherFrame order)
      throws SandboxFault, IOException, InterruptedException {
    active.begin(order);
    LauncherReply first = next(START_PATIENCE);
    if (!(first instanceof LauncherReply.Started started)) {
      throw LauncherFaults.unexpected(first);
    }
    Runnable fail = () -> active.kill("cancelled");
    OutputPump stdout =
        new OutputPump(
            descriptor(started.stdout()),
            spec.limits().stdout(),
            spec.stdout(),
            onExcess(spec),
            fail);
    OutputPump stderr =
        new OutputPump(
            descriptor(started.stderr()), spec.limits().stderr(), spec.stderr(), () -> {}, fail);
    Future<Pumped> out = pumps.submit(stdout);
    Future<Pumped> err = pumps.submit(stderr);
    LauncherReply end = next(spec.limits().wallTime().plus(END_PATIENCE));
    return new Outcome(end, await(out, stdout), await(err, stderr));
  }

  private Runnable onExcess(RunSpec spec) {
    return spec.limits().outputPolicy() == OutputPolicy.KILL
        ? () -> active.kill("output")
        : () -> {};
  }

  private LauncherReply next(Duration patience)
      throws SandboxFault, IOException, InterruptedException {
    return launcher
        .next(patience)
        .orElseThrow(() ->
            new SandboxFault(
                "Tried to hear from the launcher: nothing for " + patience.toSeconds() + " s"));
  }

  private Path descriptor(int number) {
    return Path.of("/proc", Long.toString(launcher.pid()), "fd", Integer.toString(number));
  }

  private static Pumped await(Future<Pumped> pumped, OutputPump pump)
      throws SandboxFault, IOException, InterruptedException {
    for (long seen = -1; ; seen = pump.total()) {
      try {
        return pumped.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException waiting) {
        if (pump.isReading() && pump.total() == seen) {
          pump.abandon();
        }
      } catch (ExecutionException e) {
        throw new SandboxFault(
            "Tried to hand on the program's output: " + e.getCause(), e.getCause());
      }
    }
  }
}
