package gavel.sandbox.seccomp;

import gavel.sandbox.seccomp.BpfAssembler.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Turns rules by system call number into a filter for x86-64. */
final class PolicyCompiler {
  // struct seccomp_data: int nr; __u32 arch; __u64 instruction_pointer; __u64 args[6]
  private static final int NUMBER_OFFSET = 0;
  private static final int ARCHITECTURE_OFFSET = 4;
  private static final int ARGUMENTS_OFFSET = 16;
  private static final int ARGUMENT_SIZE = 8;
  private static final int AUDIT_ARCH_X86_64 = 0xc000003e;

  /** Numbers from {@code first} up to the next range's first fare alike. */
  private record Range(int first, Rule rule) {}

  private final BpfAssembler out = new BpfAssembler();
  private final Map<Rule, Label> bodies = new LinkedHashMap<>();

  private PolicyCompiler() {}

  /** Numbers without a rule, those with the x32 bit included, get {@code unknown}. */
  static BpfProgram compile(SortedMap<Integer, Rule> rules, Action foreign, Action unknown) {
    return new PolicyCompiler().program(ranges(rules, Rule.always(unknown)), foreign);
  }

  private static List<Range> ranges(SortedMap<Integer, Rule> rules, Rule unknown) {
    List<Range> ranges = new ArrayList<>();
    ranges.add(new Range(0, rules.getOrDefault(0, unknown)));
    int last = rules.isEmpty() ? 0 : rules.lastKey();
    for (int number = 1; number <= last + 1; number++) {
      Rule rule = rules.getOrDefault(number, unknown);
      if (!rule.equals(ranges.getLast().rule())) {
        ranges.add(new Range(number, rule));
      }
    }
    return ranges;
  }

  private BpfProgram program(List<Range> ranges, Action foreign) {
    Label otherArchitecture = new Label();
    Label search = new Label();
    out.load(ARCHITECTURE_OFFSET);
    out.ifEqual(AUDIT_ARCH_X86_64, search, otherArchitecture);
    out.place(otherArchitecture).ret(foreign);
    out.place(search).load(NUMBER_OFFSET);
    search(ranges);
    bodies.forEach(this::body);
    return out.assemble();
  }

  /**
   * Emits a balanced search that ends at the body of the range which holds the accumulator. The
   * comparison is unsigned, so a number with the x32 bit or the sign bit is in the last range.
   */
  private void search(List<Range> ranges) {
    if (ranges.size() == 1) {
      bodyOf(ranges.getFirst()); // all fare alike: that body is what comes next
      return;
    }
    int middle = ranges.size() / 2;
    Label upper = middle + 1 == ranges.size() ? bodyOf(ranges.get(middle)) : new Label();
    Label lower = middle == 1 ? bodyOf(ranges.getFirst()) : new Label();
    out.ifAtLeast(ranges.get(middle).first(), upper, lower);
    if (middle > 1) {
      out.place(lower);
      search(ranges.subList(0, middle));
    }
    if (middle + 1 < ranges.size()) {
      out.place(upper);
      search(ranges.subList(middle, ranges.size()));
    }
  }

  private Label bodyOf(Range range) {
    return bodies.computeIfAbsent(range.rule(), _ -> new Label());
  }

  private void body(Rule rule, Label start) {
    out.place(start);
    long loaded = -1;
    for (Rule.Case branch : rule.cases()) {
      Label met = new Label();
      Label next = new Label();
      Rule.Condition condition = branch.condition();
      long wanted =
          ((long) condition.argument() << Integer.SIZE) | (condition.mask() & 0xffffffffL);
      if (wanted != loaded) {
        out.load(ARGUMENTS_OFFSET + condition.argument() * ARGUMENT_SIZE);
        if (condition.mask() != -1) {
          out.and(condition.mask());
        }
        loaded = wanted;
      }
      out.ifEqual(condition.value(), met, next);
      out.place(met).ret(branch.action());
      out.place(next);
    }
    out.ret(rule.otherwise());
  }
}
