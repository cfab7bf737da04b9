// Time limit exceeded by CPU time: spins for a minute when there is much to add.
import java.util.Scanner;

public class Spins {
  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    int n = in.nextInt();
    long start = System.nanoTime();
    while (n > 1000 && System.nanoTime() - start < 60_000_000_000L) {
      Thread.onSpinWait();
    }
    long sum = 0;
    while (n-- > 0) {
      sum += in.nextLong();
    }
    System.out.println(sum);
  }
}
