package gavel.executor.listen;

import gavel.executor.session.Connection;
import gavel.vsock.Vsock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Peers that connect by AF_VSOCK: the host of this virtual machine, or who it lets through. */
final class VsockListener implements Listener {
  private static final Logger LOG = LoggerFactory.getLogger(VsockListener.class);
  private final ServerSocket server;

  private VsockListener(ServerSocket server) {
    this.server = server;
  }

  static VsockListener open(int port) throws IOException {
    return new VsockListener(Vsock.listen(port, Endpoint.BACKLOG));
  }

  @Override
  public Optional<Connection> accept() throws IOException {
    try {
      return Optional.of(new SocketConnection(server.accept()));
    } catch (IOException failed) {
      if (server.isClosed()) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private record SocketConnection(Socket socket) implements Connection {
    @Override
    public InputStream input() throws IOException {
      return socket.getInputStream();
    }

    @Override
    public OutputStream output() throws IOException {
      return socket.getOutputStream();
    }

    @Override
    public void hangUp() {
      try {
        socket.close();
      } catch (IOException leftOpen) {
        LOG.warn("Tried to close a connection", leftOpen);
      }
    }
  }
}
