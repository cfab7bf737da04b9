// Compile error: a string is no number.
public class WrongType {
  public static void main(String[] args) {
    long sum = "0";
    System.out.println(sum);
  }
}
