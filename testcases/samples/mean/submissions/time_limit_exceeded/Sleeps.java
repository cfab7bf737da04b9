// Time limit exceeded by wall clock: sleeps for a minute when there is much to do.
import java.util.Scanner;

public class Sleeps {
  public static void main(String[] args) throws InterruptedException {
    Scanner in = new Scanner(System.in);
    int n = in.nextInt();
    if (n > 1000) {
      Thread.sleep(60_000);
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Double.parseDouble(in.next());
    }
    System.out.println(sum / n);
  }
}
