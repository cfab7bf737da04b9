package gavel.sandbox.seccomp;

import java.nio.ByteBuffer;

/**
 * One classic BPF instruction, a {@code struct sock_filter} of {@code linux/filter.h}: code, the
 * two jump offsets relative to the next instruction, and the constant.
 */
public record BpfInstruction(int code, int jumpTrue, int jumpFalse, int k) {
  /** Bytes of one {@code struct sock_filter}. */
  public static final int SIZE = 8;

  /** Loads the 32-bit word at offset k of {@code struct seccomp_data}. */
  public static final int LOAD_WORD = 0x20; // BPF_LD | BPF_W | BPF_ABS

  /** Accumulator and k. */
  public static final int AND = 0x54; // BPF_ALU | BPF_AND | BPF_K

  /** Unconditional jump by k. */
  public static final int JUMP = 0x05; // BPF_JMP | BPF_JA

  /** Jump when the accumulator equals k. */
  public static final int JUMP_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K

  /** Jump when the accumulator is at least k, unsigned. */
  public static final int JUMP_AT_LEAST = 0x35; // BPF_JMP | BPF_JGE | BPF_K

  /** The filter's answer is k. */
  public static final int RETURN = 0x06; // BPF_RET | BPF_K

  private static final int MAX_OFFSET = 255;

  /** Refuses what does not fit the structure with {@link IllegalArgumentException}. */
  public BpfInstruction {
    if (code < 0 || code > 0xffff) {
      throw new IllegalArgumentException("BPF code out of range: " + code);
    }
    if (jumpTrue < 0 || jumpTrue > MAX_OFFSET || jumpFalse < 0 || jumpFalse > MAX_OFFSET) {
      throw new IllegalArgumentException("BPF jump too far: " + jumpTrue + ", " + jumpFalse);
    }
  }

  /** Appends the eight bytes in the buffer's byte order. */
  void putInto(ByteBuffer buffer) {
    buffer.putShort((short) code).put((byte) jumpTrue).put((byte) jumpFalse).putInt(k);
  }
}
