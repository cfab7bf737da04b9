package gavel.worker.guest.pool;

import gavel.worker.guest.GuestTransport;
import gavel.worker.guest.HandshakeTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private ApiStarter(ApiDialect dialect, MachineSettings settings, MachineDirectory own) {
    this.dialect = dialect;
    this.settings = settings;
    this.own = own;
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
    return new ApiStarter(
        new FirecrackerDialect(settings),
        settings,
        MachineDirectory.below(settings.directory(), "vm-"));
  }

  /**
   * Machines of Cloud Hypervisor.
   *
   * @throws IOException when there is no place for their files
   */
  public static ApiStarter cloudHypervisor(MachineSettings settings) throws IOException {
    return new ApiStarter(
        new CloudHypervisorDialect(settings),
        settings,
        MachineDirectory.below(settings.directory(), "vm-"));
  }

  @Override
  public Machine start() throws IOException, InterruptedException {
    MachineDirectory directory = MachineDirectory.below(own.path(), "");
    ChildProcess process = null;
    boolean started = false;
    try {
      Path socket = directory.file("api");
      process =
          ChildProcess.start(
              dialect.command(settings.program(), socket), directory.file("vmm.log"));
      awaitSocket(process, socket);
      dialect.boot(new VmmApi(settings.program(), socket), directory);
      started = true;
      return new ApiMachine(directory, process, settings.port());
    } finally {
      if (!started) {
        if (process != null) {
          process.close();
        }
        directory.close();
      }
    }
  }

  private void awaitSocket(ChildProcess process, Path socket)
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

  private record ApiMachine(MachineDirectory directory, ChildProcess process, int port)
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
