package gavel.worker.guest.pool;

import gavel.worker.JudgeFault;
import gavel.worker.guest.GuestTransport;
import gavel.worker.guest.pool.QemuCommand.Accelerator;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways to a machine of QEMU.
 *
 * @param own where machines have their directories
 * @param daemon the vsock daemon's program
 */
record QemuMachines(
    QemuCommand command, MachineDirectory own, Path daemon, VsockPlug plug, Greeting greeting)
    implements MachineWays {
  private static final Logger LOG = LoggerFactory.getLogger(QemuMachines.class);
  private static final long MILLI = 1_000_000;

  @Override
  public Machine boot() throws IOException, InterruptedException {
    MachineDirectory directory = MachineDirectory.below(own.path(), "");
    boolean made = false;
    try {
      QemuProcess qemu = QemuProcess.of(serving(directory, command.boot(directory)), directory);
      Machine machine = setGoing(qemu, directory, Optional.empty());
      qemu.leave();
      made = true;
      return machine;
    } finally {
      if (!made) {
        directory.close();
      }
    }
  }

  @Override
  public Machine restore(Snapshot snapshot) throws IOException, JudgeFault, InterruptedException {
    MachineDirectory directory = MachineDirectory.below(own.path(), "");
    Optional<Machine> machine = Optional.empty();
    boolean made = false;
    try {
      long begin = System.nanoTime();
      QemuProcess qemu = startWithCopy(snapshot, directory);
      long copied = System.nanoTime();
      machine = Optional.of(setGoing(qemu, directory, Optional.of(snapshot)));
      long going = System.nanoTime();
      qemu.leave();
      greeting.setClock(machine.get());
      LOG.debug(
          "Restored: {} ms to copy and to start, {} to load, {} to be heard",
          (copied - begin) / MILLI,
          (going - copied) / MILLI,
          (System.nanoTime() - going) / MILLI);
      made = true;
      return machine.get();
    } finally {
      if (!made) {
        machine.ifPresent(Machine::close);
        directory.close();
      }
    }
  }

  private QemuProcess startWithCopy(Snapshot snapshot, MachineDirectory directory)
      throws IOException, InterruptedException {
    Path memory = MemoryPlace.newFile(directory, command.settings().memory());
    try (FileChannel to = FileChannel.open(memory, StandardOpenOption.WRITE)) {
      Extents.enlarge(to, command.settings().memory().bytes());
      VsockDaemon parent = serving(directory, command.restore(directory, memory));
      boolean copied = false;
      try {
        // Meanwhile QEMU comes up; it looks at the memory when it has the state.
        snapshot.copyMemory(to);
        copied = true;
      } finally {
        if (!copied) {
          parent.close();
        }
      }
      return QemuProcess.of(parent, directory);
    } finally {
      // QEMU has it open, and with QEMU it is to go.
      Files.deleteIfExists(memory);
    }
  }

  @Override
  public String snapshotName() throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command.identity()));
    words.add(SnapshotName.version(command.settings().program()));
    if (command.accelerator() == Accelerator.KVM) {
      words.add(SnapshotName.processor());
    }
    return SnapshotName.of(
        words, List.of(command.settings().kernel(), command.settings().initramfs()));
  }

  /** The vsock is taken away from the machine before it is written down. */
  @Override
  public void takeSnapshot(WarmUp warmUp, MachineDirectory taken)
      throws IOException, JudgeFault, InterruptedException {
    try (MachineDirectory directory = MachineDirectory.below(own.path(), "")) {
      Path memory = MemoryPlace.newFile(directory, command.settings().memory());
      try (FileChannel content = FileChannel.open(memory);
          QemuProcess qemu =
              QemuProcess.of(
                  VsockDaemon.parentOf(command.bootIn(directory, memory), daemon, directory),
                  directory)) {
        Files.delete(memory);
        bootAndWarm(qemu, directory, warmUp);
        CompletableFuture<Void> deadline = qemu.endIn(StartLimits.WRITE);
        qemu.save(SnapshotFiles.stateIn(taken.path()));
        deadline.cancel(false);
        Snapshot.write(taken.path(), SnapshotFiles.USUAL, content);
      } finally {
        Files.deleteIfExists(memory);
      }
    }
  }

  /** The daemon ends with the device that it serves, so it is not the one that QEMU hangs on. */
  private void bootAndWarm(QemuProcess qemu, MachineDirectory directory, WarmUp warmUp)
      throws IOException, JudgeFault, InterruptedException {
    try (VsockDaemon _ = serving(directory, List.of())) {
      Machine machine = setGoing(qemu, directory, Optional.empty());
      greeting.warmUp(machine, warmUp);
      CompletableFuture<Void> deadline = qemu.endIn(StartLimits.PROGRAM);
      qemu.unplug();
      deadline.cancel(false);
    }
  }

  private VsockDaemon serving(MachineDirectory directory, List<String> qemu)
      throws IOException, InterruptedException {
    return VsockDaemon.start(
        daemon, directory.file(VsockDaemon.FRONT), directory.file(VsockDaemon.CLIENTS), qemu);
  }

  /** Gives it its vsock and lets it run; it is ended when that cannot be. */
  private Machine setGoing(
      QemuProcess qemu, MachineDirectory directory, Optional<Snapshot> snapshot)
      throws IOException, InterruptedException {
    CompletableFuture<Void> deadline = qemu.endIn(StartLimits.PROGRAM);
    boolean going = false;
    try {
      if (snapshot.isPresent()) {
        qemu.load(snapshot.get());
      }
      GuestTransport transport = plug.plug(qemu.qmp(), directory, command.settings().port());
      qemu.go();
      going = true;
      return new QemuMachine(directory, qemu.parent(), transport);
    } finally {
      deadline.cancel(false);
      if (!going) {
        qemu.close();
      }
    }
  }
}
