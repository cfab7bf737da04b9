package gavel.executor.store;

import java.io.IOException;

/** A packed artifact is not as it was written. */
final class DamagedArtifact extends IOException {
  private static final long serialVersionUID = 1;

  DamagedArtifact(String what) {
    super(what);
  }

  DamagedArtifact(String what, Throwable cause) {
    super(what, cause);
  }
}
