package gavel.worker.guest.pool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The daemon that gives a machine its vsock where the kernel has none to give, one a machine. It
 * also is what QEMU is started by, so that it ends with the worker, whatever ends that.
 */
final class VsockDaemon implements AutoCloseable {
  /** The socket that QEMU connects to, in a machine's directory. */
  static final String FRONT = "front";

  /** The socket that others connect to, with {@code CONNECT PORT}. */
  static final String CLIENTS = "clients";

  private static final String NAME = "gavel-vsock";

  /** The context id of every guest: each daemon has one guest only. */
  private static final int CID = 3;

  /** For a client to say what it wants, and for the guest to answer. */
  private static final String PATIENCE_MS = "10000";

  private static final String UNUSED = "no-";

  private final ChildProcess process;

  private VsockDaemon(ChildProcess process) {
    this.process = process;
  }

  /** Writes the program, which this jar carries, into a directory, and returns its path. */
  static Path installInto(Path directory) throws IOException {
    Path target = directory.resolve(NAME);
    try (InputStream program = VsockDaemon.class.getResourceAsStream(NAME)) {
      if (program == null) {
        throw new IOException("Tried to read " + NAME + " from the worker's jar: it is not there");
      }
      Files.copy(program, target, StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-x------"));
  }

  /**
   * Starts it, and by it the machine monitor, which it ends with itself.
   *
   * @param front where the monitor connects to
   * @param clients where others connect to, with {@code CONNECT PORT}
   * @param monitor the monitor's command; none where it is started by somebody else
   */
  static VsockDaemon start(Path program, Path front, Path clients, List<String> monitor)
      throws IOException, InterruptedException {
    return start(program, front, clients, monitor, Optional.empty());
  }

  private static VsockDaemon start(
      Path program, Path front, Path clients, List<String> monitor, Optional<Path> directory)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(program.toString(), front.toString(), clients.toString()));
    command.addAll(List.of(Integer.toString(CID), PATIENCE_MS));
    command.addAll(monitor);
    ChildProcess process = ChildProcess.start(command, directory);
    boolean ready = false;
    try {
      process.awaitLine("ready", StartLimits.PROGRAM);
      ready = true;
      return new VsockDaemon(process);
    } finally {
      if (!ready) {
        process.close();
      }
    }
  }

  /**
   * Starts a monitor whose vsock is somebody else's affair, or that has none: it ends with this
   * program all the same, whatever ends that.
   *
   * @param directory for sockets that nobody uses
   */
  static VsockDaemon parentOf(List<String> monitor, Path program, MachineDirectory directory)
      throws IOException, InterruptedException {
    return start(
        program, directory.file(UNUSED + FRONT), directory.file(UNUSED + CLIENTS), monitor);
  }

  /**
   * The same, where the monitor's own directory is that of the machine: a path that it is told
   * without one is in there, also when another monitor reads it from a snapshot.
   */
  static VsockDaemon parentIn(MachineDirectory directory, List<String> monitor, Path program)
      throws IOException, InterruptedException {
    return start(
        program,
        directory.file(UNUSED + FRONT),
        directory.file(UNUSED + CLIENTS),
        monitor,
        Optional.of(directory.path()));
  }

  /**
   * Waits for its end.
   *
   * @return whether that came in time
   */
  boolean awaitEnd(Duration patience) throws InterruptedException {
    return process.awaitEnd(patience);
  }

  /** Whether its monitor, which never connected to it, ended by itself and with exit code 0. */
  boolean endedWell() {
    return process.exitCode() == 0;
  }

  /** The end of what it, the monitor and the guest's console said. */
  String lastWords() {
    return process.lastWords();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.close();
  }
}
