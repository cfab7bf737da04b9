package gavel.sandbox;

import java.util.Optional;

/** Runs one program at a time in one slot. */
public interface Sandbox extends AutoCloseable {
  /**
   * Runs a program to its end and reports facts; when this returns or throws, nothing of the run is
   * left. Interrupting the thread kills the run.
   *
   * @throws SandboxFault when the sandbox did not do its part; says nothing about the program. The
   *     next run starts on a new launcher
   * @throws InterruptedException after the run was killed and is gone
   * @throws IllegalArgumentException when the spec cannot be passed on: a NUL character, a path
   *     that is not below the slot's state directory, arguments over 1 MiB
   */
  RunReport run(RunSpec spec) throws SandboxFault, InterruptedException;

  /**
   * Kills the run in progress, from another thread; it then reports {@code CANCELLED}. Without a
   * run nothing happens.
   */
  void cancel();

  /**
   * Kills the run in progress, from another thread; it then reports {@code IDLE}. Without a run
   * nothing happens.
   */
  void endIdle();

  /** Whether the run in progress stands still, from another thread. */
  Optional<Standstill> standstill();

  /** Kills what runs and frees all that the slot holds. Closing again does nothing. */
  @Override
  void close();
}
