// Compilation error.
class Broken {
  static void Main() { int number = "text"; }
}
