package gavel.worker.guest.pool;

import gavel.worker.guest.GuestTransport;
import gavel.worker.guest.HandshakeTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A machine whose monitor is told over HTTP what to do. */
record ApiMachine(MachineDirectory directory, VsockDaemon monitor, VmmApi api, int port)
    implements Machine {
  private static final long BETWEEN_LOOKS_MS = 5;

  /** Requests that belong together. */
  interface Requests {
    void send(VmmApi api) throws IOException;
  }

  /** A monitor that does not answer in time is ended, and so is the waiting for it. */
  void tell(Requests requests, Duration patience) throws IOException, InterruptedException {
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(
            monitor::close,
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
    boolean done = false;
    try {
      awaitSocket();
      requests.send(api);
      done = true;
    } finally {
      deadline.cancel(false);
      if (!done) {
        monitor.close();
      }
    }
  }

  private void awaitSocket() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (Files.notExists(api.socket())) {
      boolean late = System.nanoTime() - begin > StartLimits.PROGRAM.toNanos();
      if (late || !monitor.isAlive()) {
        throw new IOException(
            api.name()
                + (late ? " made no " + api.socket() : " ended")
                + ": "
                + monitor.lastWords());
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
    }
  }

  @Override
  public GuestTransport transport() {
    return new HandshakeTransport(directory.file(ApiDialect.VSOCK), port);
  }

  @Override
  public boolean isAlive() {
    return monitor.isAlive();
  }

  @Override
  public String lastWords() {
    return monitor.lastWords();
  }

  @Override
  public void stop() {
    monitor.close();
  }

  @Override
  public void close() {
    stop();
    directory.close();
  }
}
