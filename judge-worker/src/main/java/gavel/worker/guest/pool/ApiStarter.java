package gavel.worker.guest.pool;

import gavel.worker.guest.GuestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Machines of a monitor that is a process for each and is told what to do over HTTP on a Unix
 * socket.
 */
public final class ApiStarter implements MachineStarter {
  private final ApiMachines machines;
  private final Optional<Snapshots> snapshots;

  private ApiStarter(ApiMachines machines, Optional<Snapshots> snapshots) {
    this.machines = machines;
    this.snapshots = snapshots;
  }

  private static ApiStarter of(ApiDialect dialect, MachineSettings settings) throws IOException {
    MachineDirectory own = MachineDirectory.below(settings.directory(), "vm-");
    boolean made = false;
    try {
      Path daemon = VsockDaemon.installInto(own.path());
      Greeting greeting = new Greeting(GuestSettings.in(own.path()), Clock.systemUTC());
      ApiMachines machines = new ApiMachines(dialect, settings, own, daemon, greeting);
      made = true;
      return new ApiStarter(machines, Optional.empty());
    } finally {
      if (!made) {
        own.close();
      }
    }
  }

  /**
   * Machines of Firecracker, each of which boots.
   *
   * @throws IOException when there is no place for their files
   */
  public static ApiStarter firecracker(MachineSettings settings) throws IOException {
    Path kernel = FirecrackerDialect.kernel(settings);
    if (!Files.isReadable(kernel)) {
      throw new IOException(
          kernel
              + " cannot be read: Firecracker boots a kernel that is not compressed; Linux's"
              + " scripts/extract-vmlinux makes one from vmlinuz");
    }
    MachineSettings here = settings.fromAnywhere();
    return of(new FirecrackerDialect(here), here);
  }

  /**
   * Machines of Cloud Hypervisor, each of which boots.
   *
   * @throws IOException when there is no place for their files
   */
  public static ApiStarter cloudHypervisor(MachineSettings settings) throws IOException {
    MachineSettings here = settings.fromAnywhere();
    return of(new CloudHypervisorDialect(here), here);
  }

  /**
   * The same machines, restored from a snapshot, which is taken when the first one is wanted unless
   * there is one already. Where that cannot be, they boot.
   *
   * @param warmUp what the guest is asked before its snapshot is taken
   */
  public ApiStarter restoring(WarmUp warmUp) {
    SnapshotShelf shelf =
        new SnapshotShelf(
            machines.settings().image(),
            machines.own().path(),
            Clock.systemUTC(),
            machines.dialect().files());
    return new ApiStarter(machines, Optional.of(new Snapshots(machines, shelf, warmUp)));
  }

  @Override
  public Machine start() throws IOException, InterruptedException {
    Optional<Machine> restored =
        snapshots.isPresent() ? snapshots.get().restore() : Optional.empty();
    return restored.isPresent() ? restored.get() : machines.boot();
  }

  @Override
  public void close() {
    machines.own().close();
  }
}
