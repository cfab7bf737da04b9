// expect: success
/** The processor beside would have ended the compiler, or left a file behind. */
@Deprecated
public class Main {
  public static void main(String[] args) {
    System.exit(new java.io.File("/box/executed").exists() ? 1 : 0);
  }
}
