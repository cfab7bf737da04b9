package gavel.worker.guest.pool;

import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.pool.QemuCommand.Accelerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Machines of QEMU. */
public final class QemuStarter implements MachineStarter {
  private static final Logger LOG = LoggerFactory.getLogger(QemuStarter.class);

  /** With a processor that works a kernel is through in half of a second. */
  private static final Duration TRIAL = Duration.ofSeconds(8);

  private static final Path KVM = Path.of("/dev/kvm");

  private final QemuMachines machines;
  private final Optional<Snapshots> snapshots;

  private QemuStarter(QemuMachines machines, Optional<Snapshots> snapshots) {
    this.machines = machines;
    this.snapshots = snapshots;
  }

  /**
   * Every machine boots. Finds out whether KVM works here; where it does not, guests are emulated.
   *
   * @throws IOException when image or QEMU are not there; the message says what to do
   */
  public static QemuStarter booting(MachineSettings settings)
      throws IOException, InterruptedException {
    return new QemuStarter(machines(settings), Optional.empty());
  }

  /**
   * Machines are restored from a snapshot, which is taken when the first one is wanted unless there
   * is one already. Where that cannot be, they boot.
   *
   * @param warmUp what the guest is asked before its snapshot is taken
   * @throws IOException when image or QEMU are not there; the message says what to do
   */
  public static QemuStarter restoring(MachineSettings settings, WarmUp warmUp)
      throws IOException, InterruptedException {
    QemuMachines machines = machines(settings);
    SnapshotShelf shelf =
        new SnapshotShelf(
            settings.image(), machines.own().path(), Clock.systemUTC(), SnapshotFiles.USUAL);
    return new QemuStarter(machines, Optional.of(new Snapshots(machines, shelf, warmUp)));
  }

  private static QemuMachines machines(MachineSettings settings)
      throws IOException, InterruptedException {
    for (Path file : new Path[] {settings.kernel(), settings.initramfs()}) {
      if (!Files.isReadable(file)) {
        throw new IOException(
            file
                + " cannot be read; build an image there: docker/guest-image/build --variant full"
                + " --agent GAVEL_HOME --out "
                + settings.image());
      }
    }
    MachineDirectory own = MachineDirectory.below(settings.directory(), "vm-");
    boolean made = false;
    try {
      Path daemon = VsockDaemon.installInto(own.path());
      QemuCommand command = new QemuCommand(settings, accelerator(settings, own, daemon));
      VsockPlug plug = VsockPlug.find(VsockPlug.KERNELS);
      LOG.info("Guests run in QEMU with {}, vsock {}", command.accelerator(), plug.name());
      QemuMachines machines =
          new QemuMachines(
              command,
              own,
              daemon,
              plug,
              new Greeting(GuestSettings.in(own.path()), Clock.systemUTC()));
      made = true;
      return machines;
    } finally {
      if (!made) {
        own.close();
      }
    }
  }

  /** That /dev/kvm opens says little: inside some virtual machines a guest hangs all the same. */
  private static Accelerator accelerator(
      MachineSettings settings, MachineDirectory own, Path daemon)
      throws IOException, InterruptedException {
    if (Files.notExists(KVM)) {
      return Accelerator.TCG;
    }
    if (!Files.isWritable(KVM)) {
      LOG.warn(
          "Guests are emulated, which is ten times slower and more: {} is there, but not for {};"
              + " add that user to the group that it belongs to",
          KVM,
          System.getProperty("user.name"));
      return Accelerator.TCG;
    }
    QemuCommand trial = new QemuCommand(settings, Accelerator.KVM);
    try (VsockDaemon qemu = VsockDaemon.parentOf(trial.trial(), daemon, own)) {
      boolean works = qemu.awaitEnd(TRIAL) && qemu.endedWell();
      if (!works) {
        LOG.warn("{} is there, but a guest does not boot with it: {}", KVM, qemu.lastWords());
      }
      return works ? Accelerator.KVM : Accelerator.TCG;
    }
  }

  @Override
  public Machine start() throws IOException, InterruptedException {
    Optional<Machine> restored =
        snapshots.isPresent() ? snapshots.get().restore() : Optional.empty();
    return restored.isPresent() ? restored.get() : machines.boot();
  }

  @Override
  public boolean isEmulated() {
    return machines.command().accelerator() == Accelerator.TCG;
  }

  @Override
  public void close() {
    machines.own().close();
  }
}
