// Wrong answer: divides by n - 1; prints Infinity or NaN where n is 1.
import java.util.Scanner;

public class DividesByOneLess {
  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    int n = in.nextInt();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Double.parseDouble(in.next());
    }
    System.out.println(sum / (n - 1));
  }
}
