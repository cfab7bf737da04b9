package gavel.executor.compile;

import gavel.executor.store.Artifact;
import gavel.executor.store.Lease;

/** What came of a compilation, as far as the program is concerned. */
public sealed interface CompileOutcome extends AutoCloseable {
  /** Lets the artifact be evicted again. */
  @Override
  void close();

  /** It can be run. Whoever gets this closes the lease. */
  record Compiled(Lease<Artifact> artifact, boolean cached) implements CompileOutcome {
    @Override
    public void close() {
      artifact.close();
    }
  }

  /** It cannot, and that is the program's fault. */
  record Failed(String reason, Artifact.Facts facts) implements CompileOutcome {
    @Override
    public void close() {}
  }
}
