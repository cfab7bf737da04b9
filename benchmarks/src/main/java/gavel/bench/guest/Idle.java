package gavel.bench.guest;

import java.io.IOException;
import java.time.Duration;

/** An executor that has nothing to do. */
final class Idle {
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private Idle() {}

  /** Its memory in bytes, when all that it does after its start is done. */
  static long memory(ExecutorProcess executor) throws IOException, InterruptedException {
    Thread.sleep(SETTLED);
    return executor.residentBytes();
  }
}
