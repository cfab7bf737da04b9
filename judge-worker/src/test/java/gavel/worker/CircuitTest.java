package gavel.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gavel.worker.JudgeFault.GuestFailed;
import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.JudgeFault.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final Duration LONG = Duration.ofMinutes(2);

  private final AtomicBoolean there = new AtomicBoolean();
  private final AtomicInteger probes = new AtomicInteger();

  private Circuit circuit(Duration hold) {
    return Circuit.start(
        "guest",
        new Circuit.Settings(3, SHORT, SHORT, hold),
        () -> {
          probes.incrementAndGet();
          if (!there.get()) {
            throw new GuestLost("Still nobody there");
          }
        });
  }

  private static void fail(Circuit circuit, int times) {
    for (int time = 0; time < times; time++) {
      circuit.failed(new GuestLost("Nobody there"));
    }
  }

  @Test
  void opensAfterSoManyFailuresInARow() {
    try (Circuit circuit = circuit(SHORT).arm()) {
      fail(circuit, 2);
      circuit.answered();
      fail(circuit, 2);
      assertThat(circuit.isThere()).isTrue();
      assertThat(circuit.trouble()).isEmpty();
      fail(circuit, 1);
      assertThat(circuit.isThere()).isFalse();
      assertThat(circuit.trouble()).isPresent();
      assertThat(circuit.failures()).isEqualTo(5);
      assertThat(circuit.openings()).isEqualTo(1);
    }
  }

  @Test
  void neverOpensBeforeItIsArmed() throws Exception {
    try (Circuit circuit = circuit(SHORT)) {
      fail(circuit, 9);
      assertThat(circuit.isThere()).isTrue();
      circuit.await();
      assertThat(circuit.failures()).isEqualTo(9);
    }
  }

  @Test
  void whoWaitsGoesOnWhenAProbeIsAnswered() throws Exception {
    List<Boolean> told = new CopyOnWriteArrayList<>();
    try (Circuit circuit = circuit(LONG).arm()) {
      circuit.onChange(told::add);
      fail(circuit, 3);
      CompletableFuture<String> end = new CompletableFuture<>();
      Thread.ofPlatform()
          .start(() -> {
            try {
              circuit.await();
              end.complete("went on");
            } catch (Unavailable | InterruptedException thrown) {
              end.completeExceptionally(thrown);
            }
          });
      await().until(() -> circuit.waiting() == 1 && probes.get() > 2);
      assertThat(circuit.openings()).isEqualTo(1);
      there.set(true);
      assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo("went on");
      await().until(() -> circuit.waiting() == 0);
      await().untilAsserted(() -> assertThat(told).containsExactly(true, false));
      fail(circuit, 2);
      assertThat(circuit.isThere()).isTrue();
    }
  }

  /** Whoever is told last would stop for ever if that were the news of before. */
  @Test
  void theLastThatIsToldIsWhatHolds() {
    List<Boolean> told = new CopyOnWriteArrayList<>();
    there.set(true);
    try (Circuit circuit = circuit(LONG)) {
      circuit.onChange(open -> {
        if (open) {
          await().until(circuit::isThere);
          await()
              .pollDelay(Duration.ofMillis(100))
              .atMost(Duration.ofMinutes(1))
              .until(() -> probes.get() > 0);
        }
        told.add(open);
      });
      circuit.arm();
      fail(circuit, 3);
      await().untilAsserted(() -> assertThat(told).containsExactly(true, false));
    }
  }

  @Test
  void whoWaitsTooLongIsToldWhatIsNotThere() {
    try (Circuit circuit = circuit(SHORT).arm()) {
      fail(circuit, 3);
      assertThatThrownBy(circuit::await)
          .isInstanceOf(Unavailable.class)
          .hasMessageStartingWith("The guest is not there: ");
      assertThat(circuit.expiries()).isEqualTo(1);
    }
  }

  @Test
  void whatSaysNoIsThere() {
    Circuit.Settings settings = new Circuit.Settings(1, SHORT, SHORT, LONG);
    try (Circuit circuit =
        Circuit.start(
                "guest",
                settings,
                () -> {
                  throw GuestFailed.busy("All slots are taken");
                })
            .arm()) {
      fail(circuit, 1);
      await().until(circuit::isThere);
    }
  }

  @Test
  void aBugInTheProbeIsNotSilent() {
    Circuit.Settings settings = new Circuit.Settings(1, SHORT, SHORT, LONG);
    try (Circuit circuit =
        Circuit.start(
                "guest",
                settings,
                () -> {
                  throw new IllegalStateException("a bug");
                })
            .arm()) {
      fail(circuit, 1);
      await().until(() -> circuit.failure().isCompletedExceptionally());
    }
  }
}
