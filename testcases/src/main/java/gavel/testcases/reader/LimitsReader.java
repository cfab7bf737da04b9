package gavel.testcases.reader;

import gavel.model.ByteSize;
import gavel.testcases.problem.ProblemLimits;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.LongFunction;

/** Reads {@code limits} of {@code problem.yaml}: legacy format, section "Limits". */
final class LimitsReader {
  /** 1 TiB in MiB: more is a mistake. */
  private static final double MAX_MIB = 1 << 20;

  private static final double MAX_KIB = 1 << 20;
  private static final double MAX_SECONDS = 24 * 3600;
  private static final double MAX_FACTOR = 1000;
  private static final double NANOS = 1e9;

  private final Keys keys;

  private LimitsReader(Keys keys) {
    this.keys = keys;
  }

  static ProblemLimits read(Keys keys) {
    ProblemLimits limits = new LimitsReader(keys).read();
    keys.warnOfUnknown();
    return limits;
  }

  private ProblemLimits read() {
    ProblemLimits given = ProblemLimits.DEFAULTS;
    return new ProblemLimits(
        keys.positive("time_multiplier", MAX_FACTOR).orElse(given.timeMultiplier()),
        keys.positive("time_safety_margin", MAX_FACTOR).orElse(given.timeSafetyMargin()),
        mib("memory", given.memory()),
        mib("output", given.output()),
        size("code", MAX_KIB, ByteSize::ofKiB, given.code()),
        seconds("compilation_time", given.compilationTime()),
        mib("compilation_memory", given.compilationMemory()),
        seconds("validation_time", given.validationTime()),
        mib("validation_memory", given.validationMemory()),
        mib("validation_output", given.validationOutput()));
  }

  private ByteSize mib(String key, ByteSize absent) {
    return size(key, MAX_MIB, ByteSize::ofMiB, absent);
  }

  private ByteSize size(String key, double maximum, LongFunction<ByteSize> unit, ByteSize absent) {
    OptionalDouble number = keys.positive(key, maximum);
    if (number.isEmpty()) {
      return absent;
    }
    if (number.getAsDouble() != Math.rint(number.getAsDouble())) {
      keys.error(key, "has to be a whole number");
      return absent;
    }
    return unit.apply((long) number.getAsDouble());
  }

  private Duration seconds(String key, Duration absent) {
    OptionalDouble number = keys.positive(key, MAX_SECONDS);
    return number.isEmpty() ? absent : seconds(number.getAsDouble());
  }

  /** So many seconds, to the nanosecond. */
  static Duration seconds(double number) {
    return Duration.ofNanos(Math.round(number * NANOS));
  }
}
