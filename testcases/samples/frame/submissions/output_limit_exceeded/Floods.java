// Output limit exceeded: 4 MiB, then a clean end.
public class Floods {
  public static void main(String[] args) {
    String mebibyte = "+".repeat(1 << 20);
    for (int i = 0; i < 4; i++) {
      System.out.print(mebibyte);
    }
  }
}
