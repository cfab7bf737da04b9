package gavel.worker.guest.pool;

import gavel.worker.guest.GuestTransport;
import gavel.worker.guest.HandshakeTransport;
import gavel.worker.guest.pool.QemuCommand.Accelerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Boots machines in QEMU. */
public final class QemuStarter implements MachineStarter {
  private static final Logger LOG = LoggerFactory.getLogger(QemuStarter.class);

  /** With a processor that works a kernel is through in half of a second. */
  private static final Duration TRIAL = Duration.ofSeconds(8);

  private static final Path KVM = Path.of("/dev/kvm");
  private static final int MOST_OF_CONSOLE = 1500;

  private final QemuCommand command;
  private final MachineDirectory own;
  private final Path daemon;

  private QemuStarter(QemuCommand command, MachineDirectory own, Path daemon) {
    this.command = command;
    this.own = own;
    this.daemon = daemon;
  }

  /**
   * Finds out whether KVM works here; where it does not, guests are emulated.
   *
   * @throws IOException when image or QEMU are not there; the message says what to do
   */
  public static QemuStarter of(MachineSettings settings) throws IOException, InterruptedException {
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
      QemuCommand command = new QemuCommand(settings, accelerator(settings, own));
      LOG.info("Guests run in QEMU with {}", command.accelerator());
      QemuStarter starter = new QemuStarter(command, own, VsockDaemon.installInto(own.path()));
      made = true;
      return starter;
    } finally {
      if (!made) {
        own.close();
      }
    }
  }

  /** That /dev/kvm opens says little: inside some virtual machines a guest hangs all the same. */
  private static Accelerator accelerator(MachineSettings settings, MachineDirectory own)
      throws IOException, InterruptedException {
    if (!Files.isWritable(KVM)) {
      return Accelerator.TCG;
    }
    QemuCommand trial = new QemuCommand(settings, Accelerator.KVM);
    Path log = own.file("trial.log");
    try (ChildProcess qemu = ChildProcess.start(trial.trial(), log)) {
      boolean works = qemu.awaitEnd(TRIAL) && qemu.exitCode() == 0;
      if (!works) {
        LOG.warn("{} is there, but a guest does not boot with it: {}", KVM, qemu.lastWords());
      }
      return works ? Accelerator.KVM : Accelerator.TCG;
    }
  }

  @Override
  public Machine start() throws IOException, InterruptedException {
    MachineDirectory directory = MachineDirectory.below(own.path(), "");
    boolean started = false;
    try {
      VsockDaemon vsock =
          VsockDaemon.start(
              daemon,
              directory.file("front"),
              directory.file("clients"),
              directory.file("qemu.log"),
              command.boot(directory));
      started = true;
      return new QemuMachine(directory, vsock, command.settings().port());
    } finally {
      if (!started) {
        directory.close();
      }
    }
  }

  @Override
  public void close() {
    own.close();
  }

  private record QemuMachine(MachineDirectory directory, VsockDaemon vsock, int port)
      implements Machine {
    @Override
    public GuestTransport transport() {
      return new HandshakeTransport(directory.file("clients"), port);
    }

    @Override
    public boolean isAlive() {
      return vsock.isAlive();
    }

    @Override
    public String lastWords() {
      String words = vsock.lastWords();
      try {
        String console = Files.readString(directory.file("console"), StandardCharsets.ISO_8859_1);
        String end = console.substring(Math.max(0, console.length() - MOST_OF_CONSOLE));
        return (words + "\n" + end).strip();
      } catch (IOException none) {
        return words + " (no console: " + none.getMessage() + ")";
      }
    }

    @Override
    public void stop() {
      vsock.close();
    }

    @Override
    public void close() {
      stop();
      directory.close();
    }
  }
}
