package gavel.sandbox;

import java.nio.file.Files;

/** Small programs in C for tests, written where they are used. */
final class CPrograms {
  private static final String HEADERS =
      """
      #define _GNU_SOURCE
      #include <errno.h>
      #include <fcntl.h>
      #include <pthread.h>
      #include <sched.h>
      #include <signal.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      #include <sys/mman.h>
      #include <sys/wait.h>
      #include <time.h>
      #include <unistd.h>
      """;

  private CPrograms() {}

  /** Compiles functions, {@code main} among them; the way to the program inside the sandbox. */
  static String compile(Slot slot, String name, String functions) throws Exception {
    return slot.compileC(
        Files.writeString(slot.stateDir.resolve(name + ".c"), HEADERS + functions));
  }
}
