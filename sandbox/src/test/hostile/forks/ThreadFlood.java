// expect: success
package forks;

/** There is an end to threads, and the virtual machine survives it. */
class ThreadFlood {
  public static void main(String[] args) {
    int made = 0;
    try {
      for (; ; made++) {
        Thread thread = new Thread(null, ThreadFlood::sleep, "t", 65536);
        thread.setDaemon(true);
        thread.start();
      }
    } catch (OutOfMemoryError expected) {
      System.exit(made > 20 && made < 64 ? 0 : 1);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(100_000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
