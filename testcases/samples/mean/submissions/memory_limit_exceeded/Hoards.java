// Memory limit exceeded: takes and writes up to 1 GiB outside the heap, where -Xmx does not reach.
import java.lang.reflect.Field;
import sun.misc.Unsafe;

public class Hoards {
  public static void main(String[] args) throws ReflectiveOperationException {
    Field field = Unsafe.class.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    Unsafe unsafe = (Unsafe) field.get(null);
    long mebibyte = 1L << 20;
    for (int i = 0; i < 1024; i++) {
      unsafe.setMemory(unsafe.allocateMemory(mebibyte), mebibyte, (byte) 1);
    }
    System.out.println("took everything");
  }
}
