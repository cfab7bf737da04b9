package gavel.sandbox;

import gavel.model.CpuSet;
import gavel.model.RunLimits;
import gavel.sandbox.RunAttempt.Outcome;
import gavel.sandbox.cgroup.CgroupFault;
import gavel.sandbox.cgroup.CgroupLimits;
import gavel.sandbox.cgroup.CgroupUsage;
import gavel.sandbox.cgroup.MeasuredFiles;
import gavel.sandbox.cgroup.RunCgroup;
import gavel.sandbox.launcher.LauncherFrame;
import gavel.sandbox.launcher.LauncherGone;
import gavel.sandbox.launcher.LauncherProcess;
import gavel.sandbox.launcher.LauncherReply;
import gavel.sandbox.libc.CLibrary;
import gavel.sandbox.seccomp.SeccompPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The real sandbox: one launcher, one control group, one program at a time. */
public final class LinuxSandbox implements Sandbox {
  private final SlotConfig config;
  private final CpuSet ownCpu;
  private final RunCgroup group;
  private final SlotLauncher launcher;
  private final RunFrames frames;
  private final ReportAssembly reports;
  private final RunAttempt.Buffers buffers = new RunAttempt.Buffers();
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final AtomicReference<@Nullable ActiveRun> active = new AtomicReference<>();
  private boolean closed;
  private long runs;

  private LinuxSandbox(SlotConfig config, RunCgroup group) {
    this.config = config;
    this.ownCpu = CpuSet.of(config.cpu());
    this.group = group;
    this.frames = new RunFrames(config);
    this.launcher = new SlotLauncher(config);
    this.reports = new ReportAssembly(config.policy());
  }

  /**
   * Loads what opening the first slot needs, for a thread beside the one that has other things to
   * do until then; nobody has to.
   */
  public static void load() {
    CLibrary.load();
    SeccompPolicy.standard().assemble();
  }

  /**
   * Opens a slot: makes its control group and starts its launcher. What dead processes of ours have
   * left of control groups is removed.
   *
   * @throws SandboxFault when this machine lacks something, with what and how to get it
   */
  public static LinuxSandbox open(SlotConfig config) throws SandboxFault, InterruptedException {
    try {
      LinuxSandbox sandbox = new LinuxSandbox(config, SharedCgroups.open(config));
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
      makeReady(spec.limits());
      RunReport report;
      if (spec.box() instanceof Box.Fresh fresh) {
        Path box = launcher.freshBox(spec.limits());
        fresh.filler().fill(box);
        report = makeAndTell(spec, order);
        if (launcher.isStarted()) {
          fresh.collector().collect(box, report);
          launcher.rest();
        }
      } else {
        report = makeAndTell(spec, order);
      }
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

  /** After an orderly run under the same limits there is nothing to do. */
  private void makeReady(RunLimits limits)
      throws SandboxFault, CgroupFault, IOException, InterruptedException {
    launcher.ready();
    CgroupLimits wanted =
        new CgroupLimits(limits.memory(), limits.processes(), limits.cpus().orElse(ownCpu));
    if (!group.isReadyFor(wanted)) {
      if (group.isJoinedAhead()) {
        launcher.rest();
      }
      group.prepare(wanted);
    }
  }

  private RunReport makeAndTell(RunSpec spec, LauncherFrame order)
      throws SandboxFault, CgroupFault, IOException, InterruptedException {
    RunReport report = make(spec, order);
    if (spec.talk().isPresent()) {
      spec.talk().get().listener().ended(report);
    }
    return report;
  }

  private RunReport make(RunSpec spec, LauncherFrame order)
      throws SandboxFault, CgroupFault, IOException, InterruptedException {
    LauncherProcess process = launcher.readyFor(group, order);
    ActiveRun run = new ActiveRun(runs, process);
    active.set(run);
    try {
      Outcome outcome = new RunAttempt(process, run, buffers).make(spec, order);
      return reports.of(outcome, usage(outcome));
    } catch (LauncherGone gone) {
      CgroupUsage usage = group.readUsage();
      if (usage.oomKills() == 0) {
        throw gone;
      }
      launcher.discard();
      group.kill();
      return ReportAssembly.killedInExec(usage);
    }
  }

  private CgroupUsage usage(Outcome outcome) throws CgroupFault {
    if (!(outcome.end() instanceof LauncherReply.Ended ended)) {
      return group.readUsage();
    }
    return config.privileges() == Privileges.ROOTLESS
        ? ReportAssembly.withoutGroups(ended)
        : group.readUsage(new MeasuredFiles(group.measures(), ended.measured()));
  }

  @Override
  public void cancel() {
    kill("cancelled");
  }

  @Override
  public void endIdle() {
    kill("idle");
  }

  private void kill(String reason) {
    ActiveRun run = active.get();
    if (run != null) {
      run.kill(reason);
    }
  }

  @Override
  public Optional<Standstill> standstill() {
    ActiveRun run = active.get();
    return run == null ? Optional.empty() : Standstill.of(run.launcher());
  }

  @Override
  public void close() {
    cancel();
    oneAtATime.lock();
    try {
      if (!closed) {
        closed = true;
        launcher.discard();
        SharedCgroups.close(group);
      }
    } catch (CgroupFault e) {
      throw new IllegalStateException("Tried to close slot " + config.slot() + ": " + e, e);
    } finally {
      oneAtATime.unlock();
    }
  }
}
