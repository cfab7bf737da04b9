// expect: compilation_error (the compiler failed: exit code 1)
// A name that leads out of the directory is not one of a package or a class.
package ../../../tmp;
public class Attached { public static void main(String[] args) {} }
