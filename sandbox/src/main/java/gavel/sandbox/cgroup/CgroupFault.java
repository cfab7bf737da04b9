package gavel.sandbox.cgroup;

/**
 * The machine's control groups did not do what was asked of them; never the program's fault. The
 * message says what was tried, where and why it failed, and what to do where the user can do
 * something.
 */
public final class CgroupFault extends Exception {
  private static final long serialVersionUID = 1;

  CgroupFault(String message) {
    super(message);
  }

  CgroupFault(String message, Throwable cause) {
    super(message, cause);
  }
}
