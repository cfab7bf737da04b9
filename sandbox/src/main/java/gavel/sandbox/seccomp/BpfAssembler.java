package gavel.sandbox.seccomp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects instructions with labels for jump targets and resolves them into a {@link BpfProgram}.
 *
 * <p>A conditional jump reaches 255 instructions forward. One whose target lies further is widened
 * to three instructions, the branch and two unconditional jumps, which in turn may push others out
 * of reach; resolving therefore repeats until nothing is widened any more. Jumps lead forward only,
 * as the kernel demands.
 */
final class BpfAssembler {
  /** A place in the program; compared by identity. */
  static final class Label {}

  private sealed interface Line {}

  private record Mark(Label label) implements Line {}

  private record Plain(int code, int k) implements Line {}

  private record Branch(int code, int k, Label whenTrue, Label whenFalse) implements Line {}

  private static final int MAX_OFFSET = 255;
  private static final int WIDE = 3;

  private final List<Line> lines = new ArrayList<>();

  BpfAssembler place(Label label) {
    lines.add(new Mark(label));
    return this;
  }

  BpfAssembler load(int offset) {
    return plain(BpfInstruction.LOAD_WORD, offset);
  }

  BpfAssembler and(int mask) {
    return plain(BpfInstruction.AND, mask);
  }

  BpfAssembler ret(Action action) {
    return plain(BpfInstruction.RETURN, action.returnValue());
  }

  BpfAssembler ifEqual(int k, Label whenTrue, Label whenFalse) {
    return branch(BpfInstruction.JUMP_EQUAL, k, whenTrue, whenFalse);
  }

  BpfAssembler ifAtLeast(int k, Label whenTrue, Label whenFalse) {
    return branch(BpfInstruction.JUMP_AT_LEAST, k, whenTrue, whenFalse);
  }

  private BpfAssembler plain(int code, int k) {
    lines.add(new Plain(code, k));
    return this;
  }

  private BpfAssembler branch(int code, int k, Label whenTrue, Label whenFalse) {
    lines.add(new Branch(code, k, whenTrue, whenFalse));
    return this;
  }

  /** Throws {@link IllegalStateException} for a label not placed, placed twice or behind. */
  BpfProgram assemble() {
    Set<Line> wide = new HashSet<>();
    Map<Label, Integer> places = places(wide);
    while (widen(wide, places)) {
      places = places(wide);
    }
    return emit(wide, places);
  }

  private Map<Label, Integer> places(Set<Line> wide) {
    Map<Label, Integer> places = new HashMap<>();
    int at = 0;
    for (Line line : lines) {
      if (line instanceof Mark(Label label)) {
        if (places.put(label, at) != null) {
          throw new IllegalStateException("A label is placed twice, at instruction " + at);
        }
      } else {
        at += wide.contains(line) ? WIDE : 1;
      }
    }
    return places;
  }

  /** Adds the branches that do not reach their targets; whether there were any. */
  private boolean widen(Set<Line> wide, Map<Label, Integer> places) {
    Set<Line> tooFar = new HashSet<>();
    int at = 0;
    for (Line line : lines) {
      if (line instanceof Branch branch
          && (distance(places, branch.whenTrue(), at) > MAX_OFFSET
              || distance(places, branch.whenFalse(), at) > MAX_OFFSET)) {
        tooFar.add(branch);
      }
      at += line instanceof Mark ? 0 : wide.contains(line) ? WIDE : 1;
    }
    return wide.addAll(tooFar);
  }

  private BpfProgram emit(Set<Line> wide, Map<Label, Integer> places) {
    List<BpfInstruction> out = new ArrayList<>();
    for (Line line : lines) {
      if (line instanceof Plain(int code, int k)) {
        out.add(new BpfInstruction(code, 0, 0, k));
      } else if (line instanceof Branch branch) {
        emit(branch, wide.contains(branch), places, out);
      }
    }
    return new BpfProgram(out);
  }

  private static void emit(
      Branch branch, boolean wide, Map<Label, Integer> places, List<BpfInstruction> out) {
    if (!wide) {
      int whenTrue = distance(places, branch.whenTrue(), out.size());
      int whenFalse = distance(places, branch.whenFalse(), out.size());
      out.add(new BpfInstruction(branch.code(), whenTrue, whenFalse, branch.k()));
      return;
    }
    out.add(new BpfInstruction(branch.code(), 0, 1, branch.k()));
    for (Label target : List.of(branch.whenTrue(), branch.whenFalse())) {
      int distance = distance(places, target, out.size());
      out.add(new BpfInstruction(BpfInstruction.JUMP, 0, 0, distance));
    }
  }

  /** How many instructions a jump at {@code at} skips to reach the label. */
  private static int distance(Map<Label, Integer> places, Label label, int at) {
    Integer place = places.get(label);
    if (place == null) {
      throw new IllegalStateException("Instruction " + at + " jumps to a label never placed");
    }
    if (place <= at) {
      throw new IllegalStateException("Instruction " + at + " jumps backwards to " + place);
    }
    return place - at - 1;
  }
}
