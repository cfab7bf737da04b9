package gavel.bench.rig;

import java.io.IOException;

/** A command could not be started or did not exit with 0; the message says which and why. */
public final class SpawnFailure extends IOException {
  private static final long serialVersionUID = 1;

  SpawnFailure(String message) {
    super(message);
  }
}
