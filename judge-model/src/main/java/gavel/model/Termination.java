package gavel.model;

/** How a program ended, as the kernel reported it (wait(2)), or that it never began. */
public sealed interface Termination {
  /** The program called exit(2) with this code, 0 to 255. */
  record Exited(int code) implements Termination {
    /** Refuses what wait(2) cannot report. */
    public Exited {
      requireRange("exit code", code, 0, 255);
    }
  }

  /** A signal ended the program; 1 to 64, see signal(7). */
  record Signaled(int signal) implements Termination {
    /** Refuses what wait(2) cannot report. */
    public Signaled {
      requireRange("signal", signal, 1, 64);
    }
  }

  /** execve(2) failed in the sandbox: a missing interpreter or a format the kernel cannot run. */
  record NotStarted(String step, int errno) implements Termination {}

  private static void requireRange(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "A " + what + " is between " + least + " and " + most + ", not " + value);
    }
  }
}
