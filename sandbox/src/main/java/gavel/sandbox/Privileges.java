package gavel.sandbox;

import java.util.List;

/** Whose rights the sandbox has on this machine, and so what it can make sure of. */
public enum Privileges {
  /** Root's: everything is enforced. */
  ROOT,

  /**
   * An ordinary user's, in a user namespace. The program's files and processes are then that user's
   * too, seen from outside.
   */
  ROOTLESS;

  private static final List<String> WITHOUT_ROOT =
      List.of(
          "memory is looked at 100 times a second, not limited by the kernel: a program can pass its"
              + " limit for a moment; what the kernel keeps for it (pipes, sockets, memfds that are"
              + " not mapped) does not count",
          "a single process cannot reserve over twice its memory limit and 4 GiB: then malloc fails, which"
              + " is no memory limit exceeded",
          "memory_bytes is the largest resident set of a single process",
          "CPU time leaves out processes that nobody waited for, and its limit is kept to about 20 ms"
              + " per process",
          "a program starts on the CPUs that it is given, and can move to others",
          "to the kernel a program is this user, seen from outside: this user's other processes can look"
              + " into it and end it, and the kernel's quotas of a user (pipes, sockets in flight, epoll"
              + " watches) are shared with them");

  /** What is not enforced, or not as exactly as it should be, in words for people. */
  public List<String> unenforced() {
    return switch (this) {
      case ROOT -> List.of();
      case ROOTLESS -> WITHOUT_ROOT;
    };
  }
}
