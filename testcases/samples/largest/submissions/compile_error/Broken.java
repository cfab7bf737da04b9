// Compilation error.
class Broken {
  public static void main(String[] args) { int number = "text"; }
}
