package gavel.executor.app;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.protocol.Body;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage.Done;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestRequest.PutBlob;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real executor whose state is on a file system of 24 MiB. */
@Tag("sandbox")
class FullDiskIT {
  private static final int MIB = 1 << 20;
  @TempDir Path temporary;

  @BeforeEach
  void mount() throws Exception {
    call("mount", "-t", "tmpfs", "-o", "size=24m", "gavel-test", temporary.toString());
  }

  @AfterEach
  void unmount() throws Exception {
    call("umount", temporary.toString());
  }

  private static void call(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private static PutBlob put(byte[] content) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
    return new PutBlob("put", HexFormat.of().formatHex(hash));
  }

  @Test
  void whatHasNoRoomIsNeverAFailureOfOurs() throws Exception {
    try (ExecutorFixture executor = ExecutorFixture.start(temporary, 1)) {
      try (TestPeer peer = executor.connect()) {
        for (byte number = 0; number < 20; number++) {
          byte[] content = new byte[2 * MIB];
          content[0] = number;
          assertThat(peer.ask(put(content), Body.ofBytes("blob", content)))
              .isEqualTo(new Done("put"));
        }
        byte[] large = new byte[9 * MIB];
        assertThat(peer.refused(put(large), Body.ofBytes("blob", large)).code())
            .isEqualTo(ErrorCode.TOO_LARGE);
      }
      for (int attempt = 0; attempt < 3; attempt++) {
        byte[] huge = new byte[30 * MIB];
        try (TestPeer peer = executor.connect()) {
          Failure refused = refused(peer, huge);
          assertThat(refused.code()).isEqualTo(ErrorCode.BUSY);
          assertThat(refused.message()).startsWith("There was no room left here");
        }
      }
      try (TestPeer peer = executor.connect()) {
        byte[] content = new byte[7 * MIB];
        assertThat(peer.ask(put(content), Body.ofBytes("blob", content)))
            .isEqualTo(new Done("put"));
        assertThat(Programs.c(peer, "int main(void) { return 0; }")).isNotEmpty();
      }
      executor.assertIdle();
    }
  }

  /** The executor may hang up before all is sent. */
  private static Failure refused(TestPeer peer, byte[] huge) throws Exception {
    PutBlob request = put(huge);
    try {
      peer.send(request, Body.ofBytes("blob", huge));
    } catch (IOException hungUp) {
      assertThat(hungUp).hasMessageMatching(".*(pipe|reset).*");
    }
    return (Failure) peer.next();
  }
}
