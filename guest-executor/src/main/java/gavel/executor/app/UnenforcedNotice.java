package gavel.executor.app;

import java.io.PrintStream;
import java.util.List;

/**
 * Tells a person plainly what a sandbox without root does not make sure of. Said here and nowhere
 * else: whoever starts an executor shows its standard error, so that it is said once.
 */
final class UnenforcedNotice {
  private UnenforcedNotice() {}

  /** Prints nothing where everything is enforced. */
  static void print(List<String> unenforced, PrintStream err) {
    if (!unenforced.isEmpty()) {
      err.println("gavel-executor: without root not everything is enforced; see docs/rootless.md.");
      unenforced.forEach(matter -> err.println("  - " + matter));
    }
  }
}
