package gavel.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.bench.soak.ResidentSamples.Sample;
import gavel.bench.soak.ResidentSamples.Trend;
import gavel.model.ByteSize;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakTest {
  @Test
  void everyProgramComesAsOftenInEachHundred() {
    for (int first : new int[] {0, 300, 99_999_900}) {
      Map<SoakProgram, Long> counts =
          IntStream.range(first, first + 100)
              .mapToObj(SoakProgram::ofRun)
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      assertThat(counts).containsEntry(SoakProgram.NOOP, 70L).containsEntry(SoakProgram.SPIN, 1L);
      assertThat(counts).hasSize(SoakProgram.values().length);
    }
  }

  private static Traces traces(long processes, long dying) {
    return new Traces(Map.of("processes", processes, Traces.DYING_GROUPS, dying));
  }

  @Test
  void whatThereIsMoreOfHasLeaked() {
    assertThat(SoakResult.leaks(traces(2, 50), traces(2, 40), 1000)).isEmpty();
    assertThat(SoakResult.leaks(traces(2, 50), traces(3, 50), 1000)).containsExactly("processes");
  }

  @Test
  void groupsOfOthersAreNoLeakButOneInAFewRunsIs() {
    assertThat(SoakResult.leaks(traces(0, 50), traces(0, 54), 1000)).isEmpty();
    assertThat(SoakResult.leaks(traces(0, 50), traces(0, 150), 10_000))
        .containsExactly(Traces.DYING_GROUPS);
  }

  private static Trend trend(int from, int growth) {
    return ResidentSamples.trend(
        IntStream.range(0, 100)
            .mapToObj(
                i -> new Sample(i, ByteSize.ofKiB(from + (long) i * growth), ByteSize.ofKiB(1)))
            .toList(),
        sample -> sample.jvm().bytes());
  }

  @Test
  void memoryIsFlatWhenTheLastQuarterIsLikeTheSecond() {
    assertThat(trend(1000, 0).isFlat()).isTrue();
    assertThat(trend(1000, 1).isFlat()).isTrue();
    assertThat(trend(1000, 5).isFlat()).isFalse();
  }

  @Test
  void fewSamplesAreATrendToo() {
    Sample only = new Sample(1, ByteSize.ofKiB(5), ByteSize.ofKiB(5));
    assertThat(
            ResidentSamples.trend(java.util.List.of(only), sample -> sample.jvm().bytes()).isFlat())
        .isTrue();
  }
}
