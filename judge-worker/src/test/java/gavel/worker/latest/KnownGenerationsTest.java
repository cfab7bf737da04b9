package gavel.worker.latest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownGenerationsTest {
  private static final int MANY = 30_000;

  @Test
  void knowsWhatWasNotedLast() {
    KnownGenerations known = new KnownGenerations(MANY);
    IntStream.range(0, MANY).forEach(i -> known.note("s-" + i, i));
    IntStream.range(0, MANY).filter(i -> i % 3 == 0).forEach(i -> known.note("s-" + i, -i));
    IntStream.range(0, MANY)
        .forEach(i -> assertThat(known.find("s-" + i)).hasValue(i % 3 == 0 ? -i : i));
    assertThat(known.find("s-" + MANY)).isEmpty();
    assertThat(known.find("")).isEmpty();
  }

  @Test
  void forgetsTheOldestAndNoneOfTheLatest() {
    int most = 1_000;
    KnownGenerations known = new KnownGenerations(most);
    for (int i = 0; i < MANY; i++) {
      known.note("s-" + i, i);
      if (i >= most) {
        assertThat(known.find("s-" + (i - most + 1))).hasValue(i - most + 1);
      }
    }
    assertThat(IntStream.range(0, MANY).filter(i -> known.find("s-" + i).isPresent()))
        .hasSizeBetween(most, 2 * most);
  }

  @Test
  void whatIsNotedAgainStaysAndHasItsLastGeneration() {
    KnownGenerations known = new KnownGenerations(10);
    for (int i = 0; i < 500; i++) {
      known.note("again", i);
      known.note("s-" + i, 1);
      assertThat(known.find("again")).hasValue(i);
    }
  }
}
