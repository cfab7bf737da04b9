package gavel.executor.app;

import gavel.executor.listen.GuestListener;
import gavel.executor.slot.SlotPool;
import gavel.executor.store.StateDir;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running executor; closing it leaves nothing behind. */
final class ExecutorProgram implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorProgram.class);
  private final StateDir state;
  private final SlotPool slots;
  private final GuestListener listener;
  private boolean closed;

  ExecutorProgram(StateDir state, SlotPool slots, GuestListener listener) {
    this.state = state;
    this.slots = slots;
    this.listener = listener;
  }

  Path socket() {
    return listener.path();
  }

  int slots() {
    return slots.size();
  }

  /** Ends connections, then what they started, then the sandboxes, then deletes the state. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (state;
        slots;
        listener) {
      LOG.info("stopping socket={}", listener.path());
    } catch (IOException leftBehind) {
      LOG.error("Tried to clean up", leftBehind);
    }
  }
}
