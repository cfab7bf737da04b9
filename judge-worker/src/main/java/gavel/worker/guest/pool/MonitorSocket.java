package gavel.worker.guest.pool;

import gavel.worker.guest.GuestTransport.Connection;
import gavel.worker.guest.UnixSocketTransport;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The control socket of a machine monitor that has just been started.
 *
 * @param monitor its name, for messages
 * @param alive whether the monitor still runs
 * @param lastWords what it said last
 */
record MonitorSocket(String monitor, Path path, BooleanSupplier alive, Supplier<String> lastWords) {
  private static final long BETWEEN_LOOKS_MS = 3;

  MonitorSocket(String monitor, Path path, VsockDaemon parent) {
    this(monitor, path, parent::isAlive, parent::lastWords);
  }

  /**
   * Connects as soon as the monitor listens. That its file is there says less: between {@code
   * bind(2)} and {@code listen(2)} whoever comes is refused.
   *
   * @throws IOException when the monitor ended, or does not listen in time
   */
  Connection connect(Duration patience) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      boolean late = System.nanoTime() - begin > patience.toNanos();
      boolean ended = !alive.getAsBoolean();
      try {
        return new UnixSocketTransport(path).connect();
      } catch (SocketException notYet) {
        if (late || ended) {
          throw new IOException(
              monitor + (ended ? " ended" : " does not listen on " + path) + ": " + lastWords.get(),
              notYet);
        }
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
    }
  }
}
