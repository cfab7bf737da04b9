// expect: timeout (wall) under wall 1500ms
package processes;

/** Leaves when it is asked to, but never gets to the end of it. */
class ShutdownHook {
  public static void main(String[] args) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  while (true) {
                    java.util.concurrent.locks.LockSupport.park();
                  }
                }));
    System.exit(0);
  }
}
