// Every name that is not followed by "Present!" is absent.
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Scanner;

public class Attendance {
  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    Deque<String> absent = new ArrayDeque<>();
    for (int n = in.nextInt(); n > 0; n--) {
      String callout = in.next();
      if (callout.equals("Present!")) {
        absent.removeLast();
      } else {
        absent.addLast(callout);
      }
    }
    System.out.println(absent.isEmpty() ? "No Absences" : String.join("\n", absent));
  }
}
