package gavel.executor.app;

import gavel.executor.slot.SlotPool;
import gavel.executor.store.StateDir;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What was opened for a program that may not get to start. */
final class Undo implements AutoCloseable {
  private @Nullable StateDir state;
  private @Nullable SlotPool slots;

  StateDir later(StateDir opened) {
    state = opened;
    return opened;
  }

  SlotPool later(SlotPool opened) {
    slots = opened;
    return opened;
  }

  /** It started: closing it is its own affair. */
  void forget() {
    state = null;
    slots = null;
  }

  @Override
  public void close() throws IOException {
    if (slots != null) {
      slots.close();
    }
    if (state != null) {
      state.close();
    }
  }
}
