// Run-time error by exit code: the right answer, but it leaves with System.exit(3).
import java.util.Scanner;

public class ExitCode {
  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    long sum = 0;
    for (int n = in.nextInt(); n > 0; n--) {
      sum += in.nextLong();
    }
    System.out.println(sum);
    System.exit(3);
  }
}
