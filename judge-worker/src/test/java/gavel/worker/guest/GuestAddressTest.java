package gavel.worker.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gavel.worker.guest.GuestAddress.Monitor;
import gavel.worker.guest.GuestAddress.Unix;
import gavel.worker.guest.GuestAddress.Vsock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestAddressTest {
  @Test
  void everyKind() {
    assertThat(GuestAddress.parse("unix:/run/a:1.sock"))
        .isEqualTo(new Unix(Path.of("/run/a:1.sock")));
    assertThat(GuestAddress.parse("vsock:3:1024")).isEqualTo(new Vsock(3, 1024));
    assertThat(GuestAddress.parse("uds:/run/v:m.sock:1024"))
        .isEqualTo(new Monitor(Path.of("/run/v:m.sock"), 1024));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix:/run/guest.sock", "vsock:4294967294:1", "uds:vm.sock:1024"})
  void whatIsWrittenIsRead(String text) {
    assertThat(GuestAddress.parse(text)).hasToString(text);
  }

  @Test
  void eachHasItsWayThere() {
    assertThat(GuestAddress.parse("unix:/s").transport())
        .isEqualTo(new UnixSocketTransport(Path.of("/s")));
    assertThat(GuestAddress.parse("vsock:3:1024").transport())
        .isEqualTo(new VsockTransport(3, 1024));
    assertThat(GuestAddress.parse("vsock:4294967294:1").transport())
        .hasToString("vsock:4294967294:1");
    assertThat(GuestAddress.parse("uds:/s:1024").transport())
        .isEqualTo(new HandshakeTransport(Path.of("/s"), 1024));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/run/guest.sock",
        "unix:",
        "tcp:host:1",
        "vsock:3",
        "vsock:x:1",
        "vsock:4294967295:1",
        "vsock:-1:1",
        "uds:/s",
        "uds::1",
        "unix:a\0b"
      })
  void allElseIsRefusedWithWhatToWrite(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GuestAddress.parse(text))
        .withMessageContaining("write unix:PATH, vsock:CID:PORT or uds:PATH:PORT");
  }
}
