// expect: memory_exceeded or runtime_error (exit code 1, near the memory limit)
package memory;

import java.util.ArrayList;
import java.util.List;

/** The heap may grow up to the limit of the group, which is reached first. */
class Heap {
  public static void main(String[] args) {
    List<byte[]> kept = new ArrayList<>();
    while (true) {
      kept.add(new byte[1 << 20]);
    }
  }
}
