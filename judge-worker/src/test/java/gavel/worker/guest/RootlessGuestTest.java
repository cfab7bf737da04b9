package gavel.worker.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.protocol.GuestMessage.Blobs;
import gavel.model.protocol.GuestMessage.Welcome;
import gavel.worker.JudgeFault.GuestUnfit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootlessGuestTest {
  private static final List<String> UNENFORCED = List.of("memory");

  @TempDir Path directory;
  private GuestTransport rootless;
  private int questions;

  @BeforeEach
  void script() {
    rootless =
        new ScriptedGuest(
            directory,
            (request, _, line) -> {
              if (questions++ % 2 == 0) {
                line.say(new Blobs(request.id(), List.of()));
              } else {
                line.hangUp().run();
              }
            }) {
          @Override
          Welcome welcome(String id, int protocol) {
            return new Welcome(id, protocol, "rootless", UNENFORCED);
          }
        };
  }

  @Test
  void isRefusedUnlessAllowed() throws Exception {
    GuestSettings settings = GuestSettings.in(directory);
    assertThatThrownBy(() -> GuestClient.connect(rootless, settings))
        .isInstanceOf(GuestUnfit.class)
        .hasMessageContaining("guest.allow_rootless");
    try (GuestClient client = GuestClient.connect(rootless, settings.allowingRootless(true))) {
      assertThat(client.unenforced()).isEqualTo(UNENFORCED);
    }
  }

  @Test
  void isToldOfAtEachConnection() throws Exception {
    List<List<String>> told = new ArrayList<>();
    GuestSettings settings = GuestSettings.in(directory).allowingRootless(true);
    try (ReconnectingGuest guest = ReconnectingGuest.of(rootless, settings).telling(told::add)) {
      assertThat(guest.hasBlobs(List.of())).isEmpty();
      assertThat(told).containsExactly(UNENFORCED);
      assertThat(guest.hasBlobs(List.of())).isEmpty();
    }
    assertThat(told).containsExactly(UNENFORCED, UNENFORCED);
  }
}
