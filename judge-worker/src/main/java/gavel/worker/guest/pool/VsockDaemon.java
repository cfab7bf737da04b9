package gavel.worker.guest.pool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The daemon that gives a machine its vsock where the kernel has none to give, one a machine. */
final class VsockDaemon implements AutoCloseable {
  private static final String NAME = "gavel-vsock";

  /** The context id of every guest: each daemon has one guest only. */
  private static final int CID = 3;

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
   * Starts it and waits until both sockets are there.
   *
   * @param front where the machine connects to
   * @param clients where others connect to, with {@code CONNECT PORT}
   */
  static VsockDaemon start(Path program, Path front, Path clients, Path log)
      throws IOException, InterruptedException {
    ChildProcess process =
        ChildProcess.start(
            List.of(
                program.toString(), front.toString(), clients.toString(), Integer.toString(CID)),
            log);
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

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.close();
  }
}
