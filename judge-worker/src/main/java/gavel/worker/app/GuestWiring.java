package gavel.worker.app;

import gavel.model.ByteSize;
import gavel.model.MachineMemory;
import gavel.model.language.Languages;
import gavel.worker.Circuit;
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

  /** An executor says at once who it is, unless it is stopped or its machine is far too busy. */
  private static final Duration GREETING = Duration.ofSeconds(10);

  /**
   * An executor that is restarted is back within seconds; others can judge what was waited for
   * longer.
   */
  private static final Circuit.Settings HOST =
      new Circuit.Settings(
          3, Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofSeconds(60));

  /** A machine in which only programs of juries run is as good as new for long. */
  private static final int JURY_USES = 1000;

  /**
   * Guests, and whether the one host that they all are at is there; machines have none, for a pool
   * makes them anew.
   */
  record Started(GuestSource guests, Optional<Circuit> host) {}

  Started start() throws IOException, InterruptedException {
    Started started =
        switch (config.guest()) {
          case GuestChoice.Connect(var socket) -> shared(new UnixSocketTransport(socket));
          case GuestChoice.Spawn(var command) -> {
            GuestProcess process = GuestProcess.start(command, EXECUTOR_START);
            closer.add(process::close);
            yield shared(process.transport());
          }
          case GuestChoice.Machines machines ->
              new Started(
                  GuestPool.start(
                      starter(machines),
                      new PoolSettings(
                          config.slots(),
                          machines.spare(),
                          machines.reuse(),
                          machines.patience(),
                          settings())),
                  Optional.empty());
        };
    closer.add(started.guests()::close);
    started.host().ifPresent(host -> closer.add(host::close));
    return started;
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

  private Started shared(GuestTransport transport) {
    RootlessWarning warning = new RootlessWarning();
    GuestSettings local = settings().greetedWithin(GREETING);
    Circuit host =
        Circuit.start("guest", HOST, () -> GuestClient.connect(transport, local).close());
    List<ReconnectingGuest> guests = new ArrayList<>();
    for (int slot = 0; slot < config.slots(); slot++) {
      guests.add(ReconnectingGuest.of(transport, local).telling(warning::accepted).on(host));
    }
    SharedGuests shared =
        new SharedGuests(guests, () -> GuestClient.connect(transport, local).close(), host);
    return new Started(shared, Optional.of(host));
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
