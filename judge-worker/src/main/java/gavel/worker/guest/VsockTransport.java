package gavel.worker.guest;

import gavel.vsock.Vsock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A virtual machine whose vsock is the kernel's own ({@code /dev/vhost-vsock}).
 *
 * @param cid its context id, unsigned
 * @param port where its guest executor listens, unsigned
 */
public record VsockTransport(int cid, int port) implements GuestTransport {
  @Override
  public Connection connect() throws IOException {
    Socket socket = Vsock.connect(cid, port);
    boolean open = false;
    try {
      Connection connection =
          new SocketConnection(socket, socket.getInputStream(), socket.getOutputStream());
      open = true;
      return connection;
    } finally {
      if (!open) {
        socket.close();
      }
    }
  }

  @Override
  public String toString() {
    return "vsock:" + Integer.toUnsignedString(cid) + ":" + Integer.toUnsignedString(port);
  }

  private record SocketConnection(Socket socket, InputStream in, OutputStream out)
      implements Connection {
    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
