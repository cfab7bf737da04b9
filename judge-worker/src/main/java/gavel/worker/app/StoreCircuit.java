package gavel.worker.app;

import gavel.testcases.store.StoreSettings;
import gavel.testcases.store.StoreUnreachable;
import gavel.testcases.store.StoreWatch;
import gavel.testcases.store.StoredProblems;
import gavel.worker.Circuit;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The circuit that the store of problems is behind. */
record StoreCircuit(Circuit circuit) implements StoreWatch {
  /** What waits for the store keeps a slot from others for that long. */
  private static final Duration HOLD = Duration.ofSeconds(2);

  private static final Circuit.Settings SETTINGS =
      new Circuit.Settings(2, Duration.ofMillis(500), Duration.ofSeconds(10), HOLD);

  static StoreCircuit start(StoreSettings store) {
    return new StoreCircuit(Circuit.start("store", SETTINGS, () -> ask(store)).arm());
  }

  private static void ask(StoreSettings store) throws IOException {
    Optional<String> obstacle = StoredProblems.obstacle(store);
    if (obstacle.isPresent()) {
      throw new IOException(obstacle.get());
    }
  }

  @Override
  public boolean isWorthAsking() {
    return circuit.isThere();
  }

  @Override
  public void answered() {
    circuit.answered();
  }

  @Override
  public void failed(StoreUnreachable why) {
    circuit.failed(why);
  }
}
