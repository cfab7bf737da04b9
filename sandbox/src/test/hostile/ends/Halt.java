// expect: runtime_error (exit code 200)
package ends;

/** Ends without any ceremony. */
class Halt {
  public static void main(String[] args) {
    Runtime.getRuntime().halt(200);
  }
}
