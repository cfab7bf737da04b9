package gavel.sandbox.seccomp;

/** What the kernel does with a system call: the value a filter returns, see seccomp(2). */
public record Action(int returnValue) {
  /** The call runs. */
  public static final Action ALLOW = new Action(0x7fff0000);

  /** The supervisor is told and decides; the calling thread waits meanwhile. */
  public static final Action NOTIFY = new Action(0x7fc00000);

  /** The whole process dies as by an uncatchable SIGSYS. */
  public static final Action KILL_PROCESS = new Action(0x80000000);

  private static final int ERRNO = 0x00050000;
  private static final int MAX_ERRNO = 4095;

  /**
   * The call is not made and fails with an errno of 1 to 4095; with 0 it is not made and returns 0.
   */
  public static Action errno(int errno) {
    if (errno < 0 || errno > MAX_ERRNO) {
      throw new IllegalArgumentException("Not an errno: " + errno);
    }
    return new Action(ERRNO | errno);
  }
}
