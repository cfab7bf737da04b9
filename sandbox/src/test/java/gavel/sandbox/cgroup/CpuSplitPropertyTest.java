package gavel.sandbox.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class CpuSplitPropertyTest {
  @Property
  void givesAPartOfTheTotal(
      @ForAll @LongRange(min = 0, max = 1L << 60) long total,
      @ForAll @LongRange(min = 0) long user,
      @ForAll @LongRange(min = 0) long system) {
    Duration part = CpuSplit.user(Duration.ofNanos(total), user, system);

    assertThat(part).isBetween(Duration.ZERO, Duration.ofNanos(total));
  }

  @Property
  void isExactAtTheEnds(
      @ForAll @LongRange(min = 0, max = 1L << 60) long total,
      @ForAll @LongRange(min = 1) long samples) {
    Duration all = Duration.ofNanos(total);

    assertThat(CpuSplit.user(all, samples, 0)).isEqualTo(all);
    assertThat(CpuSplit.user(all, 0, samples)).isEqualTo(Duration.ZERO);
    assertThat(CpuSplit.user(all, 0, 0)).isEqualTo(all);
  }
}
