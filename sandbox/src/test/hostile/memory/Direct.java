// expect: memory_exceeded
package memory;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Outside of the heap, which is bounded by the virtual machine. */
class Direct {
  public static void main(String[] args) throws Exception {
    java.lang.reflect.Field none = null;
    List<java.lang.foreign.MemorySegment> kept = new ArrayList<>();
    while (true) {
      kept.add(java.lang.foreign.Arena.global().allocate(8 << 20).fill((byte) 1));
    }
  }
}
