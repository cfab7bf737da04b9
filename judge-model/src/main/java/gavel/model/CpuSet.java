package gavel.model;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CPUs of a machine by their numbers, at least one; written as the kernel writes lists of them (see
 * the "List format" of cpuset(7)), such as {@code 0-1,3}.
 *
 * @param numbers in ascending order, each once, 0 to 8191
 */
public record CpuSet(List<Integer> numbers) {
  /** The most CPUs that a kernel can be built for (NR_CPUS on x86-64). */
  private static final int MOST = 8192;

  private static final int LONGEST = 4096;
  private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

  /** Sorts; refuses no CPU at all and numbers that no CPU has with IllegalArgumentException. */
  public CpuSet {
    numbers = numbers.stream().sorted().distinct().toList();
    if (numbers.isEmpty()) {
      throw new IllegalArgumentException("A set of CPUs has at least one");
    }
    if (numbers.getFirst() < 0 || numbers.getLast() >= MOST) {
      throw new IllegalArgumentException("CPUs are numbered from 0 to " + (MOST - 1));
    }
  }

  /** These CPUs. */
  public static CpuSet of(Integer... numbers) {
    return new CpuSet(List.of(numbers));
  }

  /** Reads numbers and ranges with commas between them: {@code 0}, {@code 0-3}, {@code 0-1,3}. */
  public static CpuSet parse(String text) {
    BitSet set = new BitSet();
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("A set of CPUs has at most " + LONGEST + " characters");
    }
    for (String part : text.strip().split(",", -1)) {
      Matcher range = RANGE.matcher(part);
      if (!range.matches()) {
        throw malformed(text);
      }
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      if (last < first) {
        throw malformed(text);
      }
      set.set(first, last + 1);
    }
    return new CpuSet(set.stream().boxed().toList());
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not a set of CPUs; write it like 0, 0-3 or 0-1,3");
  }

  /** How many. */
  public int count() {
    return numbers.size();
  }

  /** Whether every one of the others is among these. */
  public boolean containsAll(CpuSet others) {
    BitSet missing = others.bits();
    missing.andNot(bits());
    return missing.isEmpty();
  }

  private BitSet bits() {
    BitSet bits = new BitSet();
    numbers.forEach(bits::set);
    return bits;
  }

  /** As short as it can be written, and as {@link #parse} reads it. */
  @Override
  public String toString() {
    BitSet bits = bits();
    StringBuilder text = new StringBuilder();
    for (int first = bits.nextSetBit(0), last; first >= 0; first = bits.nextSetBit(last + 1)) {
      last = bits.nextClearBit(first) - 1;
      text.append(text.isEmpty() ? "" : ",").append(first);
      if (last > first) {
        text.append('-').append(last);
      }
    }
    return text.toString();
  }
}
