package gavel.worker.app;

import static gavel.worker.KafkaFixture.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gavel.model.ByteSize;
import gavel.worker.Circuit;
import gavel.worker.JudgeFault.Unavailable;
import gavel.worker.guest.GuestClient;
import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.GuestTransport;
import gavel.worker.guest.ReconnectingGuest;
import gavel.worker.guest.UnixSocketTransport;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real executor that takes requests and never answers, as a stopped process does. */
@Tag("sandbox")
class GuestOutageIT {
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir Path directory;

  @Test
  void aStoppedExecutorIsLeftAloneUntilItAnswersAProbe() throws Exception {
    GuestSettings settings =
        new GuestSettings(
                Duration.ofSeconds(5), ByteSize.ofMiB(16), directory.resolve("scratch"), true)
            .greetedWithin(Duration.ofSeconds(5));
    try (Executor executor = new Executor(directory)) {
      GuestTransport transport = new UnixSocketTransport(executor.socket());
      Circuit.Settings shortly = new Circuit.Settings(2, SHORT, SHORT, SHORT);
      try (Circuit host =
              Circuit.start(
                      "guest", shortly, () -> GuestClient.connect(transport, settings).close())
                  .arm();
          ReconnectingGuest guest =
              ReconnectingGuest.of(transport, settings, 4, SHORT, SHORT).on(host)) {
        assertThat(guest.status()).isNotNull();
        long timeouts = guest.timeouts();
        long retries = guest.retries();
        executor.signal("STOP");
        try {
          assertThatThrownBy(guest::status)
              .isInstanceOf(Unavailable.class)
              .hasMessageContaining("did not answer within");
          assertThat(guest.timeouts()).isGreaterThanOrEqualTo(timeouts + 2);
          assertThat(guest.retries()).isGreaterThanOrEqualTo(retries + 2);
          assertThat(host.isThere()).isFalse();
          assertThat(host.expiries()).isPositive();
        } finally {
          executor.signal("CONT");
        }
        await().atMost(PATIENCE).until(host::isThere);
        assertThat(guest.status()).isNotNull();
        assertThat(guest.losses()).isPositive();
      }
    }
  }
}
