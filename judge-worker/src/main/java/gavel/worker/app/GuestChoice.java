package gavel.worker.app;

import java.nio.file.Path;
import java.util.List;

/** Where the guests of a worker come from. */
public sealed interface GuestChoice {
  /** A running executor's socket. */
  record Connect(Path socket) implements GuestChoice {}

  /** An executor that is started with the worker and ends with it. */
  record Spawn(List<String> command) implements GuestChoice {
    /** Copies the list. */
    public Spawn {
      command = List.copyOf(command);
    }
  }
}
