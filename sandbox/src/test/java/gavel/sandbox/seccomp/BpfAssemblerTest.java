package gavel.sandbox.seccomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.sandbox.seccomp.BpfAssembler.Label;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BpfAssemblerTest {
  @Test
  void writesInstructionsAsTheKernelReadsThem() {
    Label yes = new Label();
    Label no = new Label();
    BpfProgram program =
        new BpfAssembler()
            .load(4)
            .ifEqual(0xc000003e, yes, no)
            .place(no)
            .ret(Action.KILL_PROCESS)
            .place(yes)
            .ret(Action.ALLOW)
            .assemble();

    assertThat(program.toBytes())
        .containsExactly(
            new int[] {
              0x20, 0, 0, 0, 4, 0, 0, 0, //
              0x15, 0, 1, 0, 0x3e, 0, 0, 0xc0, //
              0x06, 0, 0, 0, 0, 0, 0, 0x80, //
              0x06, 0, 0, 0, 0, 0, 0xff, 0x7f
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100, 250, 254, 255, 256, 257, 700, 1000})
  void reachesTargetsAtAnyDistance(int count) {
    BpfProgram program = chain(count);

    BpfInterpreter.verify(program.instructions());
    BpfInterpreter interpreter = new BpfInterpreter(program);
    for (int i = 0; i < count; i++) {
      assertThat(interpreter.run(i)).isEqualTo(Action.errno(i));
    }
    assertThat(interpreter.run(count)).isEqualTo(Action.ALLOW);
  }

  /** As many comparisons first, then as many answers: the jumps are all about as long as that. */
  private static BpfProgram chain(int count) {
    BpfAssembler assembler = new BpfAssembler().load(0);
    List<Label> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Label answer = new Label();
      Label next = new Label();
      assembler.ifEqual(i, answer, next).place(next);
      answers.add(answer);
    }
    assembler.ret(Action.ALLOW);
    for (int i = 0; i < count; i++) {
      assembler.place(answers.get(i)).ret(Action.errno(i));
    }
    return assembler.assemble();
  }

  @Test
  void refusesProgramsThatTheKernelWouldRefuse() {
    assertThatThrownBy(() -> chain(2000).toBytes())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 4096 instructions, not");
    assertThatThrownBy(() -> new BpfAssembler().assemble())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BpfAssembler().load(0).assemble())
        .hasMessage("A filter must end in a return");
  }

  @Test
  void refusesLabelsThatLeadNowhereTwiceOrBack() {
    Label lost = new Label();
    Label twice = new Label();
    Label behind = new Label();
    BpfAssembler back = new BpfAssembler().place(behind).load(0).ifEqual(1, behind, behind);

    assertThatThrownBy(() -> new BpfAssembler().ifEqual(1, lost, lost).assemble())
        .hasMessageContaining("never placed");
    assertThatThrownBy(() -> new BpfAssembler().place(twice).load(0).place(twice).assemble())
        .hasMessageContaining("placed twice");
    assertThatThrownBy(back::assemble).hasMessageContaining("backwards");
  }

  @Test
  void refusesInstructionsThatDoNotFit() {
    assertThatThrownBy(() -> new BpfInstruction(0x10000, 0, 0, 0)).hasMessageContaining("code");
    assertThatThrownBy(() -> new BpfInstruction(0x15, 256, 0, 0)).hasMessageContaining("too far");
    assertThatThrownBy(() -> new BpfInstruction(0x15, 0, -1, 0)).hasMessageContaining("too far");
    assertThatThrownBy(() -> Action.errno(4096)).hasMessageContaining("errno");
    assertThatThrownBy(() -> Rule.Condition.equal(6, 0)).hasMessageContaining("argument 6");
    assertThatThrownBy(() -> new Rule.Condition(0, 1, 2)).hasMessageContaining("mask");
  }
}
