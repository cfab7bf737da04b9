package gavel.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

  private final RandomGenerator random = new SplittableRandom(1);

  @ParameterizedTest
  @CsvSource({"1,200", "2,400", "3,800", "6,6400", "7,10000", "1000,10000", "2147483647,10000"})
  void itDoublesUpToTheLongestAndIsCutByUpToAHalf(int failures, long wholeMillis) {
    for (int i = 0; i < 100; i++) {
      assertThat(BACKOFF.after(failures, random))
          .isBetween(Duration.ofMillis(wholeMillis / 2), Duration.ofMillis(wholeMillis));
    }
  }

  @Test
  void aLongFirstWaitDoesNotOverflow() {
    Backoff hours = new Backoff(Duration.ofHours(20), Duration.ofDays(2));
    assertThat(hours.after(40, random)).isBetween(Duration.ofDays(1), Duration.ofDays(2));
  }

  @Test
  void itMustBePositiveAndInOrder() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
