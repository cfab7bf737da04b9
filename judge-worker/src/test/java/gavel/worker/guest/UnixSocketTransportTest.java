package gavel.worker.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketTransportTest {
  @TempDir Path directory;

  private ServerSocketChannel listen(Path socket) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    return server;
  }

  private static void echo(ServerSocketChannel server) {
    try (SocketChannel channel = server.accept()) {
      Channels.newInputStream(channel).transferTo(Channels.newOutputStream(channel));
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  /** More than the kernel buffers: a reader that held up the writer would hang here. */
  @Test
  void readsWhileItWrites() throws Exception {
    Path socket = directory.resolve("s");
    byte[] sent = new byte[8 << 20];
    sent[sent.length - 1] = 9;
    try (ServerSocketChannel server = listen(socket)) {
      Thread.ofPlatform().daemon().start(() -> echo(server));
      try (GuestTransport.Connection connection = new UnixSocketTransport(socket).connect()) {
        CompletableFuture<byte[]> read = new CompletableFuture<>();
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                read.complete(connection.in().readNBytes(sent.length));
              } catch (IOException broken) {
                read.completeExceptionally(broken);
              }
            });
        connection.out().write(sent);
        assertThat(read.get(60, TimeUnit.SECONDS)).isEqualTo(sent);
      }
    }
  }

  @Test
  void closingEndsAReader() throws Exception {
    Path socket = directory.resolve("s");
    try (ServerSocketChannel server = listen(socket)) {
      GuestTransport.Connection connection = new UnixSocketTransport(socket).connect();
      CompletableFuture<Integer> read = new CompletableFuture<>();
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            try {
              read.complete(connection.in().read());
            } catch (IOException closed) {
              read.completeExceptionally(closed);
            }
          });
      connection.close();
      assertThatThrownBy(() -> read.get(60, TimeUnit.SECONDS))
          .hasCauseInstanceOf(IOException.class);
      assertThat(server.isOpen()).isTrue();
    }
  }
}
