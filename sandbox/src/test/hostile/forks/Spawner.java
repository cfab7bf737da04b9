// expect: timeout (cpu) or memory_exceeded or runtime_error (exit code 1)
package forks;

/** Starts virtual machines that start virtual machines. */
class Spawner {
  public static void main(String[] args) {
    String java = ProcessHandle.current().info().command().orElseThrow();
    while (true) {
      try {
        new ProcessBuilder(java, "-Xmx32m", "-cp", "/box/classes", "forks.Spawner").start();
      } catch (java.io.IOException full) {
        Thread.onSpinWait();
      }
    }
  }
}
