package gavel.bench.chaos;

import java.util.random.RandomGenerator;

/** A program in C whose verdict is known. */
enum Kind {
  ACCEPTED("AC", 64, "#include <stdio.h>\nint main(void) { return puts(\"42\") < 0; }\n"),
  WRONG("WA", 15, "#include <stdio.h>\nint main(void) { return puts(\"41\") < 0; }\n"),
  CRASHES("RTE", 10, "#include <stdlib.h>\nint main(void) { abort(); }\n"),
  HOARDS(
      "MLE",
      5,
      """
      #include <stdlib.h>
      #include <string.h>
      int main(void) {
        for (int mib = 0; mib < 1024; mib++) {
          char *some = malloc(1 << 20);
          if (some == NULL) return 0;
          memset(some, 1, 1 << 20);
        }
        return 0;
      }
      """),
  LOOPS("TLE", 1, "int main(void) { for (volatile unsigned long i = 0;; i++) ; }\n"),
  MISSPELT("CE", 5, "int main(void) { return fourty two; }\n");

  /** The problem that all are submitted to. */
  static final String PROBLEM = "chaos";

  /**
   * Long enough for all but the endless loops, of which there are few, while workers and a broker
   * start next to them.
   */
  static final double SECONDS = 5;

  static final int MEMORY_MIB = 64;
  private static final int ALL = 100;
  private final String verdict;
  private final int percent;
  private final String source;

  Kind(String verdict, int percent, String source) {
    this.verdict = verdict;
    this.percent = percent;
    this.source = source;
  }

  String verdict() {
    return verdict;
  }

  /** One of few variants: some have been compiled before, some have not. */
  String source(int variant) {
    return "/* " + variant + " */\n" + source;
  }

  /** One at random, most of them right. */
  static Kind any(RandomGenerator random) {
    int point = random.nextInt(ALL);
    for (Kind kind : values()) {
      point -= kind.percent;
      if (point < 0) {
        return kind;
      }
    }
    return ACCEPTED;
  }
}
