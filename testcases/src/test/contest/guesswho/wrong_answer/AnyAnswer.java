// Keeps whoever fits at least one of the answers instead of all.
import java.util.Scanner;

public class AnyAnswer {
  public static void main(String[] args) {
    Scanner in = new Scanner(System.in);
    String[] characters = new String[in.nextInt()];
    in.nextInt();
    int q = in.nextInt();
    for (int i = 0; i < characters.length; i++) {
      characters[i] = in.next();
    }
    boolean[] fits = new boolean[characters.length];
    while (q-- > 0) {
      int attribute = in.nextInt() - 1;
      char answer = in.next().charAt(0);
      for (int i = 0; i < characters.length; i++) {
        fits[i] |= characters[i].charAt(attribute) == answer;
      }
    }
    int count = 0;
    int last = 0;
    for (int i = 0; i < characters.length; i++) {
      if (fits[i]) {
        count++;
        last = i + 1;
      }
    }
    System.out.println(count == 1 ? "unique" : "ambiguous");
    System.out.println(count == 1 ? last : count);
  }
}
