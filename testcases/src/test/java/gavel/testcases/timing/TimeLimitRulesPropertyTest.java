package gavel.testcases.timing;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.ProblemLimits;
import gavel.testcases.timing.TimeMargins.Extreme;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class TimeLimitRulesPropertyTest {
  private static ProblemLimits limits(double multiplier, double margin, long resolution) {
    ProblemLimits some = ProblemLimits.DEFAULTS;
    return new ProblemLimits(
        multiplier,
        margin,
        Duration.ofMillis(resolution),
        some.memory(),
        some.output(),
        some.code(),
        some.compilationTime(),
        some.compilationMemory(),
        some.validationTime(),
        some.validationMemory(),
        some.validationOutput(),
        some.validationPasses());
  }

  @Property
  void newerLimitsAreTheLeastThatKeepTheDistance(
      @ForAll @LongRange(min = 0, max = 100_000_000_000L) long slowest,
      @ForAll @DoubleRange(min = 1, max = 10) double multiplier,
      @ForAll @DoubleRange(min = 1, max = 4) double margin,
      @ForAll @LongRange(min = 1, max = 5000) long resolution) {
    TimeLimitRules rules =
        new TimeLimitRules(FormatVersion.V2025_09, limits(multiplier, margin, resolution));
    TimeLimit limit = rules.derive(Duration.ofNanos(slowest));
    assertThat(limit.limit().toMillis() % resolution).isZero();
    assertThat(limit.limit().toNanos()).isGreaterThanOrEqualTo((long) (slowest * multiplier));
    assertThat(limit.limit().toNanos() - resolution * 1_000_000)
        .isLessThanOrEqualTo((long) (slowest * multiplier) + 1);
    assertThat(limit.safe()).isGreaterThanOrEqualTo(limit.limit());
    Extreme extreme = new Extreme("s", "t", Duration.ofNanos(slowest), false);
    assertThat(rules.check(limit, new TimeMargins(Optional.of(extreme), Optional.empty())))
        .isEmpty();
  }

  @Property
  void slowerSolutionsNeverMakeALimitShorter(
      @ForAll @LongRange(min = 0, max = 100_000_000_000L) long one,
      @ForAll @LongRange(min = 0, max = 100_000_000_000L) long other,
      @ForAll FormatVersion format) {
    TimeLimitRules rules = new TimeLimitRules(format, ProblemLimits.defaults(format));
    TimeLimit shorter = rules.derive(Duration.ofNanos(Math.min(one, other)));
    TimeLimit longer = rules.derive(Duration.ofNanos(Math.max(one, other)));
    assertThat(longer.limit()).isGreaterThanOrEqualTo(shorter.limit());
    assertThat(longer.safe()).isGreaterThanOrEqualTo(shorter.safe());
    assertThat(longer.limit()).isLessThanOrEqualTo(longer.safe());
    assertThat(shorter.limit()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }
}
