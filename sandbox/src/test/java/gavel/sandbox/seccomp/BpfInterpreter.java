package gavel.sandbox.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Executes a filter as the kernel does, from its bytes. */
final class BpfInterpreter {
  static final int X86_64 = 0xc000003e;
  private static final int I386 = 0x40000003;
  private static final int ARGUMENTS = 6;

  private final ByteBuffer program;
  private int steps;

  BpfInterpreter(BpfProgram program) {
    this.program = ByteBuffer.wrap(program.toBytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  Action run(int number, long... arguments) {
    return run(X86_64, number, arguments);
  }

  Action runFrom32Bit(int number, long... arguments) {
    return run(I386, number, arguments);
  }

  /** Instructions that the last run took. */
  int steps() {
    return steps;
  }

  private Action run(int architecture, int number, long... arguments) {
    ByteBuffer call = call(architecture, number, arguments);
    int accumulator = 0;
    steps = 0;
    for (int at = 0; ; at++) {
      steps++;
      int code = Short.toUnsignedInt(program.getShort(at * BpfInstruction.SIZE));
      int jumpTrue = Byte.toUnsignedInt(program.get(at * BpfInstruction.SIZE + 2));
      int jumpFalse = Byte.toUnsignedInt(program.get(at * BpfInstruction.SIZE + 3));
      int k = program.getInt(at * BpfInstruction.SIZE + 4);
      switch (code) {
        case BpfInstruction.LOAD_WORD -> accumulator = call.getInt(k);
        case BpfInstruction.AND -> accumulator &= k;
        case BpfInstruction.JUMP -> at += k;
        case BpfInstruction.JUMP_EQUAL -> at += accumulator == k ? jumpTrue : jumpFalse;
        case BpfInstruction.JUMP_AT_LEAST ->
            at += Integer.compareUnsigned(accumulator, k) >= 0 ? jumpTrue : jumpFalse;
        case BpfInstruction.RETURN -> {
          return new Action(k);
        }
        default -> throw new IllegalStateException("Instruction " + at + " has the code " + code);
      }
    }
  }

  private static ByteBuffer call(int architecture, int number, long... arguments) {
    ByteBuffer call = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    call.putInt(number).putInt(architecture).putLong(0);
    for (int i = 0; i < ARGUMENTS; i++) {
      call.putLong(i < arguments.length ? arguments[i] : 0);
    }
    return call;
  }

  /** Checks what the kernel's verifier checks of jumps and loads. */
  static void verify(List<BpfInstruction> instructions) {
    for (int at = 0; at < instructions.size(); at++) {
      BpfInstruction instruction = instructions.get(at);
      int furthest =
          switch (instruction.code()) {
            case BpfInstruction.JUMP -> instruction.k();
            case BpfInstruction.JUMP_EQUAL, BpfInstruction.JUMP_AT_LEAST ->
                Math.max(instruction.jumpTrue(), instruction.jumpFalse());
            default -> 0;
          };
      if (furthest < 0 || at + 1 + furthest > instructions.size()) {
        throw new IllegalStateException("Instruction " + at + " jumps out of the program");
      }
      boolean load = instruction.code() == BpfInstruction.LOAD_WORD;
      if (load && (instruction.k() % 4 != 0 || instruction.k() < 0 || instruction.k() > 60)) {
        throw new IllegalStateException("Instruction " + at + " loads from outside the call");
      }
    }
  }
}
