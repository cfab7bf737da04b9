package gavel.worker.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.protocol.GuestMessage.Welcome;
import gavel.worker.JudgeFault.GuestRefused;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootlessGuestTest {
  @TempDir Path directory;

  @Test
  void aGuestWithoutRootIsRefusedUnlessAllowed() throws Exception {
    GuestTransport rootless =
        new ScriptedGuest(directory, (_, _, _) -> {}) {
          @Override
          Welcome welcome(String id, int protocol) {
            return new Welcome(id, protocol, "rootless", List.of("memory"));
          }
        };
    GuestSettings settings = GuestSettings.in(directory);
    assertThatThrownBy(() -> GuestClient.connect(rootless, settings))
        .isInstanceOf(GuestRefused.class)
        .hasMessageContaining("guest.allow_rootless");
    try (GuestClient client = GuestClient.connect(rootless, settings.allowingRootless(true))) {
      assertThat(client.unenforced()).containsExactly("memory");
    }
  }
}
