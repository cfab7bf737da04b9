// expect: runtime_error (exit code 1)
package ends;

/** Its stack has an end. */
class Recursion {
  public static void main(String[] args) {
    main(args);
  }
}
