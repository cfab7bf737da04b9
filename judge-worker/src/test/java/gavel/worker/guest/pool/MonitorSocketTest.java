package gavel.worker.guest.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.worker.guest.GuestTransport.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MonitorSocketTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  @TempDir private Path scratch;

  /** A monitor that is asked whether it lives for the third time, and listens from then on. */
  @Test
  void waitsForWhoIsBoundButDoesNotListenYet() throws Exception {
    Path path = scratch.resolve("api");
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
    AtomicInteger looks = new AtomicInteger();
    try (SocketChannel bound = SocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      MonitorSocket socket =
          new MonitorSocket(
              "monitor",
              path,
              () -> {
                if (looks.incrementAndGet() == 3) {
                  listen(server, path);
                }
                return true;
              },
              () -> "");
      try (Connection connection = socket.connect(PATIENCE)) {
        assertThat(connection.in()).isNotNull();
        assertThat(bound.getLocalAddress()).isEqualTo(address);
      }
    }
    assertThat(looks).hasValue(3);
  }

  private static void listen(ServerSocketChannel server, Path path) {
    try {
      Files.delete(path);
      server.bind(UnixDomainSocketAddress.of(path));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  @Test
  void saysWhyTheMonitorEnded() {
    MonitorSocket socket =
        new MonitorSocket("monitor", scratch.resolve("none"), () -> false, () -> "no memory");
    assertThatThrownBy(() -> socket.connect(PATIENCE))
        .isInstanceOf(IOException.class)
        .hasMessage("monitor ended: no memory");
  }

  @Test
  void doesNotWaitForEver() {
    Path path = scratch.resolve("none");
    MonitorSocket socket = new MonitorSocket("monitor", path, () -> true, () -> "hm");
    assertThatThrownBy(() -> socket.connect(Duration.ZERO))
        .isInstanceOf(IOException.class)
        .hasMessage("monitor does not listen on " + path + ": hm");
  }
}
