package gavel.worker.app;

import gavel.model.ByteSize;
import gavel.model.MachineMemory;
import gavel.model.language.Languages;
import gavel.worker.JudgeFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestClient;
import gavel.worker.guest.GuestProcess;
import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.GuestTransport;
import gavel.worker.guest.ReconnectingGuest;
import gavel.worker.guest.UnixSocketTransport;
import gavel.worker.guest.pool.ApiStarter;
import gavel.worker.guest.pool.GuestPool;
import gavel.worker.guest.pool.GuestSource;
import gavel.worker.guest.pool.LateGuests;
import gavel.worker.guest.pool.MachineSettings;
import gavel.worker.guest.pool.MachineStarter;
import gavel.worker.guest.pool.PoolSettings;
import gavel.worker.guest.pool.QemuStarter;
import gavel.worker.guest.pool.SharedGuests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts the guests of a worker together; what has to be ended is given to the closer. */
record GuestWiring(
    WorkerConfig config, Languages languages, Path directory, TimeFactor factor, Closer closer) {
  private static final Duration EXECUTOR_START = Duration.ofSeconds(60);
  private static final int PORT = 1024;

  /** A machine in which only programs of juries run is as good as new for long. */
  private static final int JURY_USES = 1000;

  GuestSource start() throws IOException, InterruptedException {
    GuestSource source =
        switch (config.guest()) {
          case GuestChoice.Connect(var socket) -> shared(new UnixSocketTransport(socket));
          case GuestChoice.Spawn(var command) -> {
            GuestProcess process = GuestProcess.start(command, EXECUTOR_START);
            closer.add(process::close);
            yield shared(process.transport());
          }
          case GuestChoice.Machines machines ->
              GuestPool.start(
                  starter(machines),
                  new PoolSettings(
                      config.slots(),
                      machines.spare(),
                      machines.reuse(),
                      machines.patience(),
                      settings()));
        };
    closer.add(source::close);
    return source;
  }

  /**
   * Where validators run, which know answers: in a machine of their own. Locally that is the one
   * executor, which has a user and a sandbox for the jury; nothing is returned then.
   */
  Optional<GuestSource> jury() {
    if (!(config.guest() instanceof GuestChoice.Machines machines)) {
      return Optional.empty();
    }
    PoolSettings settings = new PoolSettings(1, 0, JURY_USES, machines.patience(), settings());
    GuestSource source = new LateGuests(() -> GuestPool.start(starterOfKind(machines), settings));
    closer.add(source::close);
    return Optional.of(source);
  }

  private GuestSettings settings() {
    return GuestSettings.in(directory).allowingRootless(config.allowRootless());
  }

  private GuestSource shared(GuestTransport transport) {
    RootlessWarning warning = new RootlessWarning();
    List<ReconnectingGuest> guests = new ArrayList<>();
    for (int slot = 0; slot < config.slots(); slot++) {
      guests.add(ReconnectingGuest.of(transport, settings()).telling(warning::accepted));
    }
    return new SharedGuests(guests, () -> GuestClient.connect(transport, settings()).close());
  }

  private MachineStarter starter(GuestChoice.Machines machines)
      throws IOException, InterruptedException {
    requireMemory(machines);
    MachineStarter starter = starterOfKind(machines);
    if (starter.isEmulated()) {
      factor.becauseEmulated();
    }
    return starter;
  }

  /** More than there is would end in the kernel killing one or the other, this worker perhaps. */
  private void requireMemory(GuestChoice.Machines machines) throws IOException {
    long count = (long) config.slots() + machines.spare() + 1;
    ByteSize here = MachineMemory.now().total();
    if (count * machines.memory().bytes() > here.bytes()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%d machines (worker.slots, guest.pool and one for validators) of %s are more than the %s of memory that"
                  + " this one has: fewer of them, or less guest.memory",
              count,
              machines.memory(),
              here));
    }
  }

  private MachineStarter starterOfKind(GuestChoice.Machines machines)
      throws IOException, InterruptedException {
    MachineSettings settings =
        new MachineSettings(
            machines.program().orElse(machines.kind().program()),
            machines.image(),
            machines.memory(),
            machines.cpus(),
            PORT,
            directory);
    return switch (machines.kind()) {
      case QEMU ->
          machines.restore()
              ? QemuStarter.restoring(settings, this::warmUp)
              : QemuStarter.booting(settings);
      case FIRECRACKER -> restoring(ApiStarter.firecracker(settings), machines);
      case CLOUD_HYPERVISOR -> restoring(ApiStarter.cloudHypervisor(settings), machines);
      case LOCAL -> throw new IllegalStateException("A local guest is no machine");
    };
  }

  private MachineStarter restoring(ApiStarter booting, GuestChoice.Machines machines) {
    return machines.restore() ? booting.restoring(this::warmUp) : booting;
  }

  /** What is tested here has been loaded and compiled in all machines that come of it. */
  private void warmUp(Guest guest) throws JudgeFault, IOException, InterruptedException {
    try {
      new SelfTest(guest, languages, factor.get()).run();
    } catch (SelfTest.Failed failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }
}
