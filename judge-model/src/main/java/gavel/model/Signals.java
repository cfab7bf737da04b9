package gavel.model;

import java.util.List;

/** Names of Linux signals on x86-64 and arm64, see signal(7). */
public final class Signals {
  /** File size limit exceeded. */
  public static final int SIGXFSZ = 25;

  private static final List<String> NAMES =
      List.of(
          "SIGHUP",
          "SIGINT",
          "SIGQUIT",
          "SIGILL",
          "SIGTRAP",
          "SIGABRT",
          "SIGBUS",
          "SIGFPE",
          "SIGKILL",
          "SIGUSR1",
          "SIGSEGV",
          "SIGUSR2",
          "SIGPIPE",
          "SIGALRM",
          "SIGTERM",
          "SIGSTKFLT",
          "SIGCHLD",
          "SIGCONT",
          "SIGSTOP",
          "SIGTSTP",
          "SIGTTIN",
          "SIGTTOU",
          "SIGURG",
          "SIGXCPU",
          "SIGXFSZ",
          "SIGVTALRM",
          "SIGPROF",
          "SIGWINCH",
          "SIGIO",
          "SIGPWR",
          "SIGSYS");

  private Signals() {}

  /** The name of a signal between 1 and 64; those over 31 are {@code SIG32} and so on. */
  public static String name(int signal) {
    return signal >= 1 && signal <= NAMES.size() ? NAMES.get(signal - 1) : "SIG" + signal;
  }
}
