package gavel.sandbox.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** An assembled filter: 1 to 4096 instructions ({@code BPF_MAXINSNS}) that end in a return. */
public record BpfProgram(List<BpfInstruction> instructions) {
  /** The kernel's limit on one filter. */
  public static final int MAX_INSTRUCTIONS = 4096;

  /** Refuses programs that the kernel would, with {@link IllegalArgumentException}. */
  public BpfProgram {
    instructions = List.copyOf(instructions);
    if (instructions.isEmpty() || instructions.size() > MAX_INSTRUCTIONS) {
      throw new IllegalArgumentException(
          "A filter has 1 to " + MAX_INSTRUCTIONS + " instructions, not " + instructions.size());
    }
    if (instructions.getLast().code() != BpfInstruction.RETURN) {
      throw new IllegalArgumentException("A filter must end in a return");
    }
  }

  /**
   * The array of {@code struct sock_filter} that {@code struct sock_fprog} points to, eight bytes
   * each, little-endian as x86-64 is.
   */
  public byte[] toBytes() {
    ByteBuffer buffer =
        ByteBuffer.allocate(instructions.size() * BpfInstruction.SIZE)
            .order(ByteOrder.LITTLE_ENDIAN);
    instructions.forEach(instruction -> instruction.putInto(buffer));
    return buffer.array();
  }
}
