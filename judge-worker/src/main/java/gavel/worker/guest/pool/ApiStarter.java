package gavel.worker.guest.pool;

import gavel.worker.guest.GuestTransport;
import gavel.worker.guest.HandshakeTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Machines of a monitor that is a process for each and is told what to do over HTTP on a Unix
 * socket.
 */
public final class ApiStarter implements MachineStarter {
  private static final long BETWEEN_LOOKS_MS = 5;
  private final ApiDialect dialect;
  private final MachineSettings settings;
  private final MachineDirectory own;
  private final Path daemon;

  private ApiStarter(
      ApiDialect dialect, MachineSettings settings, MachineDirectory own, Path daemon) {
    this.dialect = dialect;
    this.settings = settings;
    this.own = own;
    this.daemon = daemon;
  }

  private static ApiStarter of(ApiDialect dialect, MachineSettings settings) throws IOException {
    MachineDirectory own = MachineDirectory.below(settings.directory(), "vm-");
    return new ApiStarter(dialect, settings, own, VsockDaemon.installInto(own.path()));
  }

  /**
   * Machines of Firecracker.
   *
   * @throws IOException when there is no place for their files
   */
  public static ApiStarter firecracker(MachineSettings settings) throws IOException {
    if (!Files.isReadable(settings.image().resolve("vmlinux"))) {
      throw new IOException(
          settings.image().resolve("vmlinux")
              + " cannot be read: Firecracker boots a kernel that is not compressed; Linux's"
              + " scripts/extract-vmlinux makes one from vmlinuz");
    }
    return of(new FirecrackerDialect(settings), settings);
  }

  /**
   * Machines of Cloud Hypervisor.
   *
   * @throws IOException when there is no place for their files
   */
  public static ApiStarter cloudHypervisor(MachineSettings settings) throws IOException {
    return of(new CloudHypervisorDialect(settings), settings);
  }

  @Override
  public Machine start() throws IOException, InterruptedException {
    MachineDirectory directory = MachineDirectory.below(own.path(), "");
    boolean started = false;
    try {
      Path socket = directory.file("api");
      VsockDaemon monitor =
          VsockDaemon.parentOf(dialect.command(settings.program(), socket), daemon, directory);
      boot(monitor, socket, directory);
      started = true;
      return new ApiMachine(directory, monitor, settings.port());
    } finally {
      if (!started) {
        directory.close();
      }
    }
  }

  /** A monitor that does not answer is ended, and so is the waiting for it. */
  private void boot(VsockDaemon monitor, Path socket, MachineDirectory directory)
      throws IOException, InterruptedException {
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(
            monitor::close,
            CompletableFuture.delayedExecutor(
                StartLimits.PROGRAM.toMillis(), TimeUnit.MILLISECONDS));
    boolean booted = false;
    try {
      awaitSocket(monitor, socket);
      dialect.boot(new VmmApi(settings.program(), socket), directory);
      booted = true;
    } finally {
      deadline.cancel(false);
      if (!booted) {
        monitor.close();
      }
    }
  }

  private void awaitSocket(VsockDaemon process, Path socket)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (Files.notExists(socket)) {
      boolean late = System.nanoTime() - begin > StartLimits.PROGRAM.toNanos();
      if (late || !process.isAlive()) {
        throw new IOException(
            settings.program()
                + (late ? " made no " + socket : " ended")
                + ": "
                + process.lastWords());
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
    }
  }

  @Override
  public void close() {
    own.close();
  }

  /** How one monitor is started and told what to do. */
  interface ApiDialect {
    /** The socket of the guest's vsock, in the machine's directory. */
    String VSOCK = "vsock";

    /** The guest's context id: each machine has its own socket, so all have the same. */
    int CID = 3;

    List<String> command(String program, Path socket);

    void boot(VmmApi api, MachineDirectory directory) throws IOException;
  }

  private record ApiMachine(MachineDirectory directory, VsockDaemon process, int port)
      implements Machine {
    @Override
    public GuestTransport transport() {
      return new HandshakeTransport(directory.file(ApiDialect.VSOCK), port);
    }

    @Override
    public boolean isAlive() {
      return process.isAlive();
    }

    @Override
    public String lastWords() {
      return process.lastWords();
    }

    @Override
    public void stop() {
      process.close();
    }

    @Override
    public void close() {
      stop();
      directory.close();
    }
  }
}
