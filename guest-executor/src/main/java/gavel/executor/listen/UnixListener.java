package gavel.executor.listen;

import gavel.executor.session.Connection;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Peers that connect to a Unix socket. */
final class UnixListener implements Listener {
  private final SocketFile socket;

  private UnixListener(SocketFile socket) {
    this.socket = socket;
  }

  static UnixListener open(Path path, Optional<String> group) throws IOException {
    return new UnixListener(SocketFile.open(path, group, Endpoint.BACKLOG));
  }

  @Override
  public Optional<Connection> accept() throws IOException {
    try {
      SocketChannel channel = socket.server().accept();
      return Optional.of(new ChannelConnection(channel, channel));
    } catch (ClosedChannelException closed) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
