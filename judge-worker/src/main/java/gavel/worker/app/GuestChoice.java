package gavel.worker.app;

import gavel.model.ByteSize;
import gavel.worker.guest.pool.GuestKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

  /**
   * Virtual machines.
   *
   * @param program the machine monitor, where it is not the usual one
   * @param restore whether they are restored from a snapshot where that can be
   * @param reuse submissions that each machine judges
   * @param spare machines that are kept ready beside those in use
   */
  record Machines(
      GuestKind kind,
      Path image,
      Optional<String> program,
      ByteSize memory,
      int cpus,
      boolean restore,
      int reuse,
      int spare,
      Duration patience)
      implements GuestChoice {}
}
