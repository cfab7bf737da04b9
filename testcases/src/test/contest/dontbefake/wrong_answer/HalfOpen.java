// Takes the interval's last second for the first one without the friend.
import java.util.Scanner;

public class HalfOpen {
  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    int[] change = new int[86401];
    for (int friends = in.nextInt(); friends > 0; friends--) {
      for (int intervals = in.nextInt(); intervals > 0; intervals--) {
        change[in.nextInt()]++;
        change[in.nextInt()]--;
      }
    }
    int available = 0;
    int most = 0;
    int seconds = 0;
    for (int s = 0; s < 86400; s++) {
      available += change[s];
      if (available > most) {
        most = available;
        seconds = 0;
      }
      if (available == most) {
        seconds++;
      }
    }
    System.out.println(most);
    System.out.println(seconds);
  }
}
