package gavel.vsock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/**
 * What holds with and without a kernel that has the family. That bytes go both ways is seen in a
 * virtual machine, by {@code InitGuestIT}.
 */
class VsockTest {
  /** VMADDR_CID_LOCAL, see vsock(7). */
  private static final int THIS_MACHINE = 1;

  private static final int NOBODYS_PORT = 59_999;

  @Test
  void whoListensIsReachedOrTheKernelIsBlamed() throws IOException {
    if (!Vsock.isThere()) {
      assertThatThrownBy(() -> Vsock.listen(Vsock.ANY_PORT, 1))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("this kernel has no AF_VSOCK; load the module vhost_vsock");
      return;
    }
    try (ServerSocket server = Vsock.listen(Vsock.ANY_PORT, 1)) {
      assertThat(server.isBound()).isTrue();
    }
  }

  @Test
  void whereNobodyListensNobodyIsReached() {
    assertThatThrownBy(() -> Vsock.connect(THIS_MACHINE, NOBODYS_PORT))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Tried to connect to vsock port 59999 of 1: ");
  }
}
