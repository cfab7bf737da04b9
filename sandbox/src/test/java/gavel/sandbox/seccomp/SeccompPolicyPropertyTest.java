package gavel.sandbox.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class SeccompPolicyPropertyTest {
  private static final Action EPERM = Action.errno(1);
  private static final Action ENOSYS = Action.errno(38);

  private final SeccompPolicy policy = SeccompPolicy.standardForX86x64();
  private final Syscalls syscalls = Syscalls.x86x64();
  private final BpfInterpreter filter = new BpfInterpreter(policy.assemble());

  @Property
  void theFilterSaysWhatTheRulesSay(
      @ForAll @IntRange(min = 0, max = 600) int number,
      @ForAll("arguments") long first,
      @ForAll("arguments") long second) {
    assertThat(filter.run(number, first, second)).isEqualTo(expected(number, first, second));
  }

  @Property
  void whatTheTableDoesNotNameIsNotImplemented(@ForAll int number) {
    if (syscalls.name(number).isEmpty()) {
      assertThat(filter.run(number)).isEqualTo(ENOSYS);
    }
  }

  @Property
  void no32BitCallPasses(@ForAll int number, @ForAll("arguments") long first) {
    assertThat(filter.runFrom32Bit(number, first)).isEqualTo(Action.KILL_PROCESS);
  }

  @Property
  void highHalvesOfArgumentsDecideNothing(
      @ForAll @IntRange(min = 0, max = 600) int number,
      @ForAll("arguments") long first,
      @ForAll("arguments") long second,
      @ForAll int high) {
    long above = (long) high << 32;
    assertThat(filter.run(number, first ^ above, second ^ above))
        .isEqualTo(filter.run(number, first, second));
  }

  @Property
  void everyKnownCallHasOneOfSixAnswers(
      @ForAll @IntRange(min = 0, max = 470) int number, @ForAll("arguments") long first) {
    assertThat(filter.run(number, first))
        .isIn(
            Action.ALLOW,
            Action.NOTIFY,
            EPERM,
            ENOSYS,
            Action.errno(97), // another family than AF_UNIX
            Action.errno(95), // setxattr
            Action.errno(0)); // sync
  }

  private Action expected(int number, long first, long second) {
    Rule rule = policy.rules().getOrDefault(number, Rule.always(ENOSYS));
    long[] arguments = {first, second, 0, 0, 0, 0};
    return rule.cases().stream()
        .filter(each -> holds(each.condition(), arguments))
        .findFirst()
        .map(Rule.Case::action)
        .orElse(rule.otherwise());
  }

  private static boolean holds(Rule.Condition condition, long... arguments) {
    return ((int) arguments[condition.argument()] & condition.mask()) == condition.value();
  }

  @Provide
  Arbitrary<Long> arguments() {
    return Arbitraries.oneOf(
        Arbitraries.longs(),
        Arbitraries.longs().between(0, 64),
        Arbitraries.of(0x5412L, 0x541cL, 0xffffffffL, 17L, 0x1200011L, 0x3d0f00L),
        Arbitraries.integers().between(0, 63).map(bit -> 1L << bit));
  }
}
