// Numbers the lanes from 1 in an array that begins at 0: ArrayIndexOutOfBoundsException.
import java.util.Scanner;

public class OneLaneShort {
  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    int columns = in.nextInt();
    int[] cars = new int[columns];
    for (int n = in.nextInt(); n > 0; n--) {
      int lane = 1 + n % columns;
      cars[lane] += in.nextInt() + in.nextInt();
      System.out.println(cars[lane] + in.next());
    }
  }
}
