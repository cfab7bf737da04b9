package gavel.executor.slot;

import gavel.sandbox.Sandbox;
import gavel.sandbox.SandboxFault;

/**
 * Opens the sandbox of a slot, or its companion: at start or when it is first needed, and again in
 * place of one that failed.
 */
@FunctionalInterface
public interface SandboxOpener {
  /** A sandbox that is ready to run programs as the user of that number. */
  Sandbox open(int slot) throws SandboxFault, InterruptedException;
}
