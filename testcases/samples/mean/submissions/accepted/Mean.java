// Accepted.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

public class Mean {
  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    int n = Integer.parseInt(in.readLine());
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Double.parseDouble(in.readLine());
    }
    System.out.println(sum / n);
  }
}
