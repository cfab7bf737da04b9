// Run-time error.
class Throws {
  public static void main(String[] args) { throw new IllegalStateException("on purpose"); }
}
