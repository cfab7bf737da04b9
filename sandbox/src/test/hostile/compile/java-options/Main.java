// expect: success
/** Files of options beside the source, under the names that the compiler looks for. */
public class Main {
  public static void main(String[] args) {}
}
