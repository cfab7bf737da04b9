package gavel.bench.pipeline;

import gavel.bench.stack.Packages;
import java.io.IOException;

/** Programs in C and the problems that they are submitted to. */
final class Sources {
  /** The problem of {@link #TRIVIAL}. */
  static final String TRIVIAL_PROBLEM = "trivial";

  /** The problem that {@link #BURNER} takes 20 ms of processor time for. */
  static final String SHORT_PROBLEM = "short";

  /** The same with 2 s. */
  static final String LONG_PROBLEM = "long";

  /** Writes the answer and ends. */
  static final String TRIVIAL = "#include <stdio.h>\nint main(void) { return puts(\"42\") < 0; }\n";

  /** Computes for as long as its input says, in milliseconds of its own processor time. */
  static final String BURNER =
      """
      #include <stdio.h>
      #include <time.h>
      int main(void) {
        long ms = 0;
        if (scanf("%ld", &ms) != 1) return 1;
        struct timespec used;
        volatile unsigned long work = 0;
        do {
          for (int i = 0; i < 20000; i++) work += i;
          clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
        } while (used.tv_sec * 1000 + used.tv_nsec / 1000000 < ms);
        return puts("42") < 0;
      }
      """;

  private static final int MEMORY = 256;

  private Sources() {}

  static void writeProblems(Packages packages) throws IOException {
    packages
        .with(TRIVIAL_PROBLEM, "0", 2, MEMORY)
        .with(SHORT_PROBLEM, "20", 2, MEMORY)
        .with(LONG_PROBLEM, "2000", 10, MEMORY);
  }
}
