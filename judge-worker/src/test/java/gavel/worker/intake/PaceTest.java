package gavel.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicLong now = new AtomicLong(Duration.ofDays(-1).toNanos());
  private final Pace pace = new Pace(Duration.ofMillis(10), Duration.ofSeconds(1), now::get);

  private void took(int millis, int times) {
    for (int i = 0; i < times; i++) {
      pace.took(Duration.ofMillis(millis).toNanos());
    }
  }

  @Test
  void aFewShortOnesAreNoEvidence() {
    took(1, 15);
    assertThat(pace.isQuick()).isFalse();
    took(1, 1);
    assertThat(pace.isQuick()).isTrue();
  }

  @Test
  void aLongOneEndsItForAWhile() {
    took(1, 50);
    took(2_000, 1);
    assertThat(pace.isQuick()).isFalse();
    took(1, 16);
    assertThat(pace.isQuick()).isFalse();
    took(1, 80);
    assertThat(pace.isQuick()).isTrue();
  }

  @Test
  void oneInTwentyThatIsLongIsEnough() {
    for (int i = 0; i < 20; i++) {
      took(8, 19);
      took(2_000, 1);
    }
    took(8, 19);
    assertThat(pace.isQuick()).isFalse();
  }

  @Test
  void whatWasLongAgoCountsForNothing() {
    took(1, 50);
    now.addAndGet(Duration.ofMillis(999).toNanos());
    assertThat(pace.isQuick()).isTrue();
    now.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(pace.isQuick()).isFalse();
  }
}
