package gavel.testcases.reader;

import gavel.model.ByteSize;
import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.ProblemLimits;
import gavel.testcases.reader.YamlNode.Mapping;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongFunction;

/** Reads {@code limits} of {@code problem.yaml}: section "Limits" of both formats. */
final class LimitsReader {
  /** 1 TiB in MiB: more is a mistake. */
  private static final double MAX_MIB = 1 << 20;

  private static final double MAX_KIB = 1 << 20;
  private static final double MAX_SECONDS = 24 * 3600;
  private static final double MAX_TIME_LIMIT = 3600;
  private static final double MAX_FACTOR = 1000;
  private static final int MAX_PASSES = 1000;
  private static final double NANOS = 1e9;

  private final Keys keys;
  private final FormatVersion format;

  private LimitsReader(Keys keys, FormatVersion format) {
    this.keys = keys;
    this.format = format;
  }

  /** The limits, and the time limit where they have one. */
  record Limits(ProblemLimits limits, Optional<Duration> timeLimit) {}

  static Limits read(Keys keys, FormatVersion format, boolean multiPass) {
    LimitsReader reader = new LimitsReader(keys, format);
    Limits limits = new Limits(reader.limits(multiPass), reader.timeLimit());
    keys.reportUnknown(format.strict());
    return limits;
  }

  private ProblemLimits limits(boolean multiPass) {
    ProblemLimits given = ProblemLimits.defaults(format);
    Keys factors = keys;
    String multiplier = "time_multiplier";
    String margin = "time_safety_margin";
    double least = 0;
    if (!format.legacy()) {
      factors = keys.inner("time_multipliers", multipliers());
      multiplier = "ac_to_time_limit";
      margin = "time_limit_to_tle";
      least = 1;
    }
    ProblemLimits limits =
        new ProblemLimits(
            factor(factors, multiplier, least, draft("time_multiplier", given.timeMultiplier())),
            factor(factors, margin, least, draft("time_safety_margin", given.timeSafetyMargin())),
            format.legacy()
                ? given.timeResolution()
                : seconds("time_resolution", given.timeResolution()),
            mib("memory", given.memory()),
            mib("output", given.output()),
            size("code", MAX_KIB, ByteSize::ofKiB, given.code()),
            seconds("compilation_time", given.compilationTime()),
            mib("compilation_memory", given.compilationMemory()),
            seconds("validation_time", given.validationTime()),
            mib("validation_memory", given.validationMemory()),
            mib("validation_output", given.validationOutput()),
            passes(multiPass, given.validationPasses()));
    if (!format.legacy()) {
      factors.reportUnknown(format.strict());
    }
    return limits;
  }

  /** The first drafts had the factors under their old names. */
  private double draft(String key, double absent) {
    return format == FormatVersion.DRAFT ? factor(keys, key, 1, absent) : absent;
  }

  private Mapping multipliers() {
    return keys.mapping("time_multipliers").orElseGet(() -> new Mapping(1, java.util.Map.of()));
  }

  private static double factor(Keys keys, String key, double least, double absent) {
    OptionalDouble number =
        least > 0 ? keys.between(key, least, MAX_FACTOR) : keys.positive(key, MAX_FACTOR);
    return number.orElse(absent);
  }

  private int passes(boolean multiPass, int absent) {
    String key = "validation_passes";
    OptionalDouble number = keys.whole(key, keys.between(key, 2, MAX_PASSES));
    if (number.isPresent() && !multiPass) {
      keys.warning(key, "is for multi-pass problems only");
    }
    return number.isPresent() ? (int) number.getAsDouble() : absent;
  }

  /** DOMjudge takes it in legacy packages too. */
  private Optional<Duration> timeLimit() {
    String key = "time_limit";
    OptionalDouble number = keys.positive(key, MAX_TIME_LIMIT);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    if (format.legacy()) {
      keys.warning(key, "is no key of the legacy formats; it counts all the same");
    }
    Duration limit = seconds(number.getAsDouble());
    if (limit.isZero()) {
      keys.error(key, "has to be at least a nanosecond");
      return Optional.empty();
    }
    return Optional.of(limit);
  }

  private ByteSize mib(String key, ByteSize absent) {
    return size(key, MAX_MIB, ByteSize::ofMiB, absent);
  }

  private ByteSize size(String key, double maximum, LongFunction<ByteSize> unit, ByteSize absent) {
    OptionalDouble number = keys.whole(key, keys.positive(key, maximum));
    return number.isEmpty() ? absent : unit.apply((long) number.getAsDouble());
  }

  private Duration seconds(String key, Duration absent) {
    OptionalDouble number = keys.positive(key, MAX_SECONDS);
    Duration given = number.isEmpty() ? absent : seconds(number.getAsDouble());
    return given.isZero() ? absent : given;
  }

  /** So many seconds, to the nanosecond. */
  static Duration seconds(double number) {
    return Duration.ofNanos(Math.round(number * NANOS));
  }
}
