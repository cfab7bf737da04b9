package gavel.sandbox.seccomp;

import java.util.Arrays;
import java.util.List;

/**
 * What becomes of one system call: the action of the first case whose condition its arguments meet,
 * else {@code otherwise}.
 */
public record Rule(List<Case> cases, Action otherwise) {
  /**
   * Holds when the low 32 bits of argument 0 to 5, masked, equal the value. Every argument checked
   * here is an {@code int}, an {@code unsigned int} or a set of flags of which the kernel reads the
   * low half.
   */
  public record Condition(int argument, int mask, int value) {
    private static final int ARGUMENTS = 6;

    /** Refuses what can never hold with {@link IllegalArgumentException}. */
    public Condition {
      if (argument < 0 || argument >= ARGUMENTS) {
        throw new IllegalArgumentException("A system call has no argument " + argument);
      }
      if ((value & ~mask) != 0) {
        throw new IllegalArgumentException("The mask hides bits of the value to compare with");
      }
    }

    /** The low 32 bits equal the value. */
    static Condition equal(int argument, int value) {
      return new Condition(argument, -1, value);
    }

    /** None of the mask's bits is set. */
    static Condition clear(int argument, int mask) {
      return new Condition(argument, mask, 0);
    }
  }

  /** An action under a condition. */
  public record Case(Condition condition, Action action) {}

  /** Copies the cases. */
  public Rule {
    cases = List.copyOf(cases);
  }

  /** The same action whatever the arguments. */
  static Rule always(Action action) {
    return new Rule(List.of(), action);
  }

  /** One action for each value of a 32-bit argument, another for the rest. */
  static Rule byValue(int argument, Action listed, Action otherwise, Integer... values) {
    return new Rule(
        Arrays.stream(values)
            .map(value -> new Case(Condition.equal(argument, value), listed))
            .toList(),
        otherwise);
  }

  /** One action when none of the flags is set in the argument, another when any is. */
  static Rule byFlags(int argument, int flags, Action clear, Action set) {
    return new Rule(List.of(new Case(Condition.clear(argument, flags), clear)), set);
  }
}
