package gavel.worker.guest.pool;

import java.time.Duration;

/** How long parts of a machine may take to come up. */
final class StartLimits {
  /** A program on this machine, until it listens. */
  static final Duration PROGRAM = Duration.ofSeconds(20);

  /** A guest, from power on to its first answer; emulated, on a busy machine. */
  static final Duration BOOT = Duration.ofMinutes(4);

  /** A machine's state and memory, until all of it is read and the guest answers. */
  static final Duration RESTORE = Duration.ofSeconds(90);

  /** All memory of a machine, until it is in a file. */
  static final Duration WRITE = Duration.ofMinutes(4);

  /** A program that was told to end. */
  static final Duration END = Duration.ofSeconds(5);

  private StartLimits() {}
}
