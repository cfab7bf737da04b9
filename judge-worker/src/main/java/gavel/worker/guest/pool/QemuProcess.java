package gavel.worker.guest.pool;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A QEMU whose machine stands still, and what can be done with that over its control socket. It is
 * the child of a vsock daemon, and ends with it.
 */
final class QemuProcess implements AutoCloseable {
  private static final long BETWEEN_LOOKS_MS = 3;
  private static final int CHUNK = 1 << 16;
  private static final String STATUS = "status";
  private static final String URI = "uri";
  private final VsockDaemon parent;
  private final MachineDirectory directory;
  private final Qmp qmp;

  private QemuProcess(VsockDaemon parent, MachineDirectory directory, Qmp qmp) {
    this.parent = parent;
    this.directory = directory;
    this.qmp = qmp;
  }

  /**
   * Takes over what the daemon has started.
   *
   * @throws IOException when it has no control socket within a while; the daemon is ended then
   */
  static QemuProcess of(VsockDaemon parent, MachineDirectory directory)
      throws IOException, InterruptedException {
    boolean connected = false;
    try {
      MonitorSocket socket = new MonitorSocket("QEMU", directory.file(QemuCommand.CONTROL), parent);
      Qmp qmp = Qmp.greet(socket.connect(StartLimits.PROGRAM));
      QemuProcess qemu = new QemuProcess(parent, directory, qmp);
      connected = true;
      return qemu;
    } finally {
      if (!connected) {
        parent.close();
      }
    }
  }

  Qmp qmp() {
    return qmp;
  }

  /** Lets the machine go on. */
  void go() throws IOException {
    qmp.tell("cont", Map.of());
  }

  /** Ends it when the time is over, unless that is cancelled: what waits for it then fails. */
  CompletableFuture<Void> endIn(Duration patience) {
    return CompletableFuture.runAsync(
        parent::close,
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Stops the machine and writes the state of all but its memory, which is a file already. */
  void save(Path state) throws IOException, InterruptedException {
    qmp.tell("stop", Map.of());
    leaveMemoryOut();
    Path socket = directory.file("save");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        FileChannel file =
            FileChannel.open(state, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      qmp.tell("migrate", Map.of(URI, "unix:" + socket));
      server.configureBlocking(false);
      try (SocketChannel sender = accept(server)) {
        receive(sender, file);
      }
    }
    while (!requireNotFailed().equals("completed")) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
    }
  }

  private SocketChannel accept(ServerSocketChannel server)
      throws IOException, InterruptedException {
    SocketChannel sender = server.accept();
    while (sender == null) {
      requireNotFailed();
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
      sender = server.accept();
    }
    return sender;
  }

  private static void receive(SocketChannel from, FileChannel to) throws IOException {
    long place = 0;
    for (long got = to.transferFrom(from, place, CHUNK); got > 0; ) {
      place += got;
      got = to.transferFrom(from, place, CHUNK);
    }
  }

  private String requireNotFailed() throws IOException {
    String status = qmp.tell("query-migrate", Map.of()).path(STATUS).asText();
    if (status.equals("failed") || status.equals("cancelled")) {
      throw new IOException("The state was not written: " + parent.lastWords());
    }
    return status;
  }

  /** Puts the state into a machine that waits for one; it stands still where it did. */
  void load(Snapshot snapshot) throws IOException, InterruptedException {
    leaveMemoryOut();
    Path socket = directory.file("load");
    qmp.tell("migrate-incoming", Map.of(URI, "unix:" + socket));
    try (SocketChannel receiver = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      snapshot.sendState(receiver);
    }
    while (qmp.tell("query-status", Map.of()).path(STATUS).asText().equals("inmigrate")) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
    }
  }

  private void leaveMemoryOut() throws IOException {
    qmp.tell(
        "migrate-set-capabilities",
        Map.of("capabilities", List.of(Map.of("capability", "x-ignore-shared", "state", true))));
  }

  /** Takes its vsock away again; the guest has to agree, so it must not stand still. */
  void unplug() throws IOException {
    qmp.tell("device_del", Map.of("id", VsockPlug.DEVICE));
    qmp.awaitDeleted(VsockPlug.DEVICE);
  }

  /** What it ends with. */
  VsockDaemon parent() {
    return parent;
  }

  /** Leaves it to its machine: nothing more is said to it. */
  void leave() throws IOException {
    qmp.close();
  }

  /** Ends it at once. */
  @Override
  public void close() throws IOException {
    try (qmp) {
      parent.close();
    }
  }
}
