// Run-time error by exit code: an exception nobody catches.
import java.util.List;

public class UncaughtException {
  public static void main(String[] args) {
    System.out.println(List.of().get(1));
  }
}
