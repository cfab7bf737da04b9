// expect: output_exceeded (stdout) under stdout 1MiB, output kill
package output;

/** Writes until it is ended. */
class Flood {
  public static void main(String[] args) {
    while (true) {
      System.out.println("x".repeat(10_000));
    }
  }
}
