package gavel.worker.guest.pool;

import java.io.IOException;

/** Makes machines of one kind, each as new. */
public interface MachineStarter extends AutoCloseable {
  /**
   * Starts one. It need not have booted yet; who connects tries until it has.
   *
   * @throws IOException when it cannot be started; the message says what to do
   */
  Machine start() throws IOException, InterruptedException;

  /** Whether the instructions of its machines are emulated, ten times slower and more. */
  default boolean isEmulated() {
    return false;
  }

  /** Removes what was kept for further machines. */
  @Override
  default void close() {}
}
