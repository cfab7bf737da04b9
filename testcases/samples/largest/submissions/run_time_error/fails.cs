// Run-time error.
class Throws {
  static void Main() { throw new System.InvalidOperationException("on purpose"); }
}
