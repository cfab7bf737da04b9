// Accepted.
import java.util.Scanner;
import java.util.stream.IntStream;

class Largest {
  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    int n = in.nextInt();
    System.out.println(IntStream.generate(in::nextInt).limit(n).max().getAsInt());
  }
}
