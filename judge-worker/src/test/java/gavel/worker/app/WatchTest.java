package gavel.worker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchTest {
  @Test
  void aBugAtOneLookDoesNotEndTheOthers() {
    AtomicInteger looks = new AtomicInteger();
    Watch.Look fails =
        () -> {
          if (looks.incrementAndGet() < 3) {
            throw new IllegalStateException("a bug");
          }
        };
    try (Watch _ = Watch.start("watch-test", Duration.ofMillis(5), fails)) {
      await().untilAsserted(() -> assertThat(looks).hasValueGreaterThan(3));
    }
  }
}
