package gavel.sandbox;

import gavel.model.CpuSet;
import gavel.sandbox.RunAttempt.Outcome;
import gavel.sandbox.cgroup.CgroupFault;
import gavel.sandbox.cgroup.CgroupLimits;
import gavel.sandbox.cgroup.RunCgroup;
import gavel.sandbox.launcher.LauncherFrame;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The real sandbox: one launcher, one control group, one program at a time. Needs root. */
public final class LinuxSandbox implements Sandbox {
  private final SlotConfig config;
  private final RunCgroup group;
  private final SlotLauncher launcher;
  private final RunFrames frames;
  private final ReportAssembly reports;
  private final ExecutorService pumps;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final AtomicReference<@Nullable ActiveRun> active = new AtomicReference<>();
  private boolean closed;
  private long runs;

  private LinuxSandbox(SlotConfig config, RunCgroup group) {
    this.config = config;
    this.group = group;
    this.frames = new RunFrames(config.stateDir());
    this.launcher = new SlotLauncher(config);
    this.reports = new ReportAssembly(config.policy());
    this.pumps =
        Executors.newFixedThreadPool(
            2,
            Thread.ofPlatform().daemon().name("slot-" + config.slot() + "-output-", 0).factory());
  }

  /**
   * Opens a slot: makes its control group and starts its launcher. What dead processes of ours have
   * left of control groups is removed.
   *
   * @throws SandboxFault when this machine lacks something, with what and how to get it
   */
  public static LinuxSandbox open(SlotConfig config) throws SandboxFault, InterruptedException {
    try {
      LinuxSandbox sandbox = new LinuxSandbox(config, SharedCgroups.open(config.slot()));
      sandbox.launchOrClose();
      return sandbox;
    } catch (CgroupFault | IOException e) {
      throw new SandboxFault("Tried to open slot " + config.slot() + ": " + e.getMessage(), e);
    }
  }

  private void launchOrClose() throws SandboxFault, IOException, InterruptedException {
    boolean launched = false;
    try {
      launcher.ready();
      launched = true;
    } finally {
      if (!launched) {
        close();
      }
    }
  }

  @Override
  public RunReport run(RunSpec spec) throws SandboxFault, InterruptedException {
    oneAtATime.lockInterruptibly();
    try {
      if (closed) {
        throw new SandboxFault("Slot " + config.slot() + " is closed");
      }
      LauncherFrame order = frames.run(++runs, spec);
      return attempt(spec, order);
    } catch (CgroupFault | IOException e) {
      throw new SandboxFault("Slot " + config.slot() + ": " + e.getMessage(), e);
    } finally {
      oneAtATime.unlock();
    }
  }

  private RunReport attempt(RunSpec spec, LauncherFrame order)
      throws SandboxFault, CgroupFault, IOException, InterruptedException {
    boolean whole = false;
    try {
      group.prepare(
          new CgroupLimits(
              spec.limits().memory(),
              spec.limits().processes(),
              spec.limits().cpus().orElse(CpuSet.of(config.cpu()))));
      ActiveRun run = new ActiveRun(runs, launcher.readyFor(group, order));
      active.set(run);
      Outcome outcome = new RunAttempt(launcher.ready(), run, pumps).make(spec, order);
      RunReport report = reports.of(outcome, group.readUsage());
      whole = true;
      return report;
    } finally {
      active.set(null);
      if (!whole) {
        launcher.discard();
        group.kill();
      }
    }
  }

  @Override
  public void cancel() {
    ActiveRun run = active.get();
    if (run != null) {
      run.kill("cancelled");
    }
  }

  @Override
  public void close() {
    cancel();
    oneAtATime.lock();
    try {
      if (!closed) {
        closed = true;
        launcher.discard();
        pumps.shutdown();
        SharedCgroups.close(group);
      }
    } catch (CgroupFault e) {
      throw new IllegalStateException("Tried to close slot " + config.slot() + ": " + e, e);
    } finally {
      oneAtATime.unlock();
    }
  }
}
