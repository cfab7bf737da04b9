package gavel.worker.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage.Blobs;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.worker.JudgeFault.GuestFailed;
import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.JudgeFault.GuestRefused;
import gavel.worker.JudgeFault.Unavailable;
import gavel.worker.guest.ScriptedGuest.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconnectingGuestTest {
  private static final String HASH = "c".repeat(64);
  private static final Duration SHORT = Duration.ofMillis(2);

  @TempDir Path directory;
  private final AtomicInteger requests = new AtomicInteger();

  /** Fails so many times as the script says, then answers. */
  private ScriptedGuest guest(int failures, Script failing) {
    return new ScriptedGuest(
        directory,
        (request, envelope, line) -> {
          if (requests.incrementAndGet() <= failures) {
            failing.answer(request, envelope, line);
          } else {
            line.say(new Blobs(request.id(), List.of(HASH)));
          }
        });
  }

  private ReconnectingGuest reconnecting(GuestTransport transport) {
    return ReconnectingGuest.of(transport, GuestSettings.in(directory), 4, SHORT, SHORT);
  }

  private static Script error(ErrorCode code) {
    return (request, _, line) -> line.say(new Failure(request.id(), code, "no", null));
  }

  @Test
  void putsANewConnectionInThePlaceOfALostOne() throws Exception {
    ScriptedGuest script = guest(2, (_, _, line) -> line.hangUp().run());
    try (ReconnectingGuest guest = reconnecting(script)) {
      assertThat(guest.hasBlobs(List.of(HASH))).containsExactly(HASH);
      assertThat(guest.hasBlobs(List.of(HASH))).containsExactly(HASH);
      assertThat(guest.losses()).isEqualTo(2);
    }
    assertThat(script.connections).hasValue(3);
  }

  @Test
  void asksABusyGuestAgainOverTheSameConnection() throws Exception {
    ScriptedGuest script = guest(3, error(ErrorCode.BUSY));
    try (ReconnectingGuest guest = reconnecting(script)) {
      assertThat(guest.hasBlobs(List.of(HASH))).containsExactly(HASH);
    }
    assertThat(script.connections).hasValue(1);
  }

  /** Somebody else has its slots: that says nothing about what was to be judged. */
  @Test
  void oneThatStaysBusyIsNotThere() {
    try (ReconnectingGuest guest = reconnecting(guest(9, error(ErrorCode.BUSY)))) {
      assertThatThrownBy(() -> guest.hasBlobs(List.of(HASH))).isInstanceOf(Unavailable.class);
    }
    assertThat(requests).hasValue(4);
  }

  @Test
  void asksNotAgainWhatWasRefused() {
    try (ReconnectingGuest guest = reconnecting(guest(9, error(ErrorCode.TOO_LARGE)))) {
      assertThatThrownBy(() -> guest.hasBlobs(List.of(HASH))).isInstanceOf(GuestRefused.class);
    }
    assertThat(requests).hasValue(1);
  }

  @Test
  void asksNotAgainWhatTheGuestFailedAt() {
    try (ReconnectingGuest guest = reconnecting(guest(9, error(ErrorCode.INTERNAL_ERROR)))) {
      assertThatThrownBy(() -> guest.hasBlobs(List.of(HASH)))
          .isInstanceOfSatisfying(
              GuestFailed.class, fault -> assertThat(fault.retryable()).isTrue());
    }
    assertThat(requests).hasValue(1);
  }

  @Test
  void saysWhereNobodyListens() {
    Path nowhere = directory.resolve("none.sock");
    try (ReconnectingGuest guest = reconnecting(new UnixSocketTransport(nowhere))) {
      assertThatThrownBy(guest::status)
          .isInstanceOf(GuestLost.class)
          .hasMessageContaining("Tried to connect to the guest at unix:" + nowhere);
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void canBeInterruptedBetweenTwoAttempts() throws Exception {
    CompletableFuture<Void> tried = new CompletableFuture<>();
    GuestTransport dead =
        () -> {
          tried.complete(null);
          throw new IOException("nobody there");
        };
    ReconnectingGuest guest =
        ReconnectingGuest.of(
            dead, GuestSettings.in(directory), 5, Duration.ofMinutes(5), Duration.ofMinutes(5));
    CompletableFuture<Class<?>> end = new CompletableFuture<>();
    Thread asking =
        Thread.ofPlatform()
            .start(() -> {
              try {
                guest.status();
              } catch (gavel.worker.JudgeFault | InterruptedException thrown) {
                end.complete(thrown.getClass());
              }
            });
    tried.get(60, TimeUnit.SECONDS);
    asking.interrupt();
    assertThat(end.get(60, TimeUnit.SECONDS)).isEqualTo(InterruptedException.class);
  }
}
