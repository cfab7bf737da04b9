package gavel.sandbox.cgroup;

/**
 * Waits for the kernel in small steps, for as long as it gets on: it runs out after five seconds
 * without any change in what is waited for. An interrupt does not cut it short, or a cancelled run
 * would leave its processes behind; the thread's interrupt status is kept.
 */
final class Patience {
  private static final int STEPS_WITHOUT_CHANGE = 500;
  private static final int QUICK_STEPS = 10;
  private static final long QUICK_MILLIS = 1;
  private static final long SLOW_MILLIS = 10;

  private Object last = this;
  private int unchanged;

  /** Waits one step; false when nothing has changed for too long. */
  boolean step(Object state) {
    unchanged = state.equals(last) ? unchanged + 1 : 0;
    last = state;
    if (unchanged > STEPS_WITHOUT_CHANGE) {
      return false;
    }
    sleep(unchanged < QUICK_STEPS ? QUICK_MILLIS : SLOW_MILLIS);
    return true;
  }

  private static void sleep(long millis) {
    boolean interrupted = Thread.interrupted();
    try {
      Thread.sleep(millis);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
