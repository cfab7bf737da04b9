package gavel.worker.guest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The Unix socket of a local guest executor. */
public record UnixSocketTransport(Path socket) implements GuestTransport {
  @Override
  public Connection connect() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    boolean connected = false;
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      connected = true;
    } finally {
      if (!connected) {
        channel.close();
      }
    }
    return new ChannelConnection(
        channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
  }

  @Override
  public String toString() {
    return "unix:" + socket;
  }

  private record ChannelConnection(SocketChannel channel, InputStream in, OutputStream out)
      implements Connection {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
