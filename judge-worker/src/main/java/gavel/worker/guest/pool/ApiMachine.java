package gavel.worker.guest.pool;

import gavel.worker.guest.GuestTransport;
import gavel.worker.guest.HandshakeTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A machine whose monitor is told over HTTP what to do. */
record ApiMachine(MachineDirectory directory, VsockDaemon monitor, VmmApi api, int port)
    implements Machine {
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
      new MonitorSocket(api.name(), api.socket(), monitor).connect(StartLimits.PROGRAM).close();
      requests.send(api);
      done = true;
    } finally {
      deadline.cancel(false);
      if (!done) {
        monitor.close();
      }
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
