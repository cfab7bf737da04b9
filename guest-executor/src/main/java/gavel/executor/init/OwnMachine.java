package gavel.executor.init;

import gavel.executor.guest.Machine;
import gavel.executor.guest.NetworkConfig;
import gavel.executor.guest.NetworkSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** A guest VM whose first process is gavel-init: it is the executor's own to change. */
public final class OwnMachine implements Machine {
  private static final Path RESOLVER = Path.of("/etc/resolv.conf");
  private final InitProcess init;
  private final NetworkSetup network;

  private OwnMachine(InitProcess init, NetworkSetup network) {
    this.init = init;
    this.network = network;
  }

  /**
   * Prepares it.
   *
   * @param programs a directory of the executor's own, for what it starts
   */
  public static OwnMachine of(InitProcess init, Path programs) throws IOException {
    return new OwnMachine(init, new NetworkSetup(programs, RESOLVER));
  }

  @Override
  public void configureNetwork(NetworkConfig config) throws IOException, InterruptedException {
    network.apply(config);
  }

  @Override
  public void setClock(Instant now) throws IOException {
    init.setClock(now);
  }

  @Override
  public PowerSwitch powerOff() {
    return init::powerOff;
  }
}
