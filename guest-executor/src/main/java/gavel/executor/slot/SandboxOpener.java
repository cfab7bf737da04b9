package gavel.executor.slot;

import gavel.sandbox.Sandbox;
import gavel.sandbox.SandboxFault;

/** Opens the sandbox of a slot: at start, and again in place of one that failed. */
@FunctionalInterface
public interface SandboxOpener {
  /** A sandbox that is ready to run programs as the slot's user. */
  Sandbox open(int slot) throws SandboxFault, InterruptedException;
}
