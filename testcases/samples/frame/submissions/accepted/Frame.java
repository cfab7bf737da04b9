// Accepted.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.List;
import java.util.stream.Collectors;

public class Frame {
  public static void main(String[] args) {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    List<String> lines = in.lines().skip(1).collect(Collectors.toList());
    int width = lines.stream().mapToInt(String::length).max().getAsInt();
    String edge = "+" + "-".repeat(width + 2) + "+\n";
    StringBuilder out = new StringBuilder(edge);
    for (String line : lines) {
      out.append("| ").append(line).append(" ".repeat(width - line.length())).append(" |\n");
    }
    System.out.print(out.append(edge));
  }
}
