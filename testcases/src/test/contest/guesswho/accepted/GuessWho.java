// Turns attributes into bits; a character fits if it agrees with the answers on the bits asked.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.StringTokenizer;

public class GuessWho {
  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    StringTokenizer sizes = new StringTokenizer(in.readLine());
    int n = Integer.parseInt(sizes.nextToken());
    int m = Integer.parseInt(sizes.nextToken());
    int q = Integer.parseInt(sizes.nextToken());
    int[] characters = new int[n];
    for (int i = 0; i < n; i++) {
      String attributes = in.readLine();
      for (int j = 0; j < m; j++) {
        characters[i] |= bit(attributes.charAt(j), j);
      }
    }
    int asked = 0;
    int answers = 0;
    for (int i = 0; i < q; i++) {
      StringTokenizer question = new StringTokenizer(in.readLine());
      int attribute = Integer.parseInt(question.nextToken()) - 1;
      asked |= 1 << attribute;
      answers |= bit(question.nextToken().charAt(0), attribute);
    }
    int count = 0;
    int last = 0;
    for (int i = 0; i < n; i++) {
      if ((characters[i] & asked) == answers) {
        count++;
        last = i + 1;
      }
    }
    System.out.println(count == 1 ? "unique" : "ambiguous");
    System.out.println(count == 1 ? last : count);
  }

  private static int bit(char answer, int position) {
    return answer == 'Y' ? 1 << position : 0;
  }
}
