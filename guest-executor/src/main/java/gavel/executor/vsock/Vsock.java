package gavel.executor.vsock;

import java.io.IOException;
import java.net.ServerSocket;
import org.newsclub.net.unix.AFSocket;
import org.newsclub.net.unix.AFSocketCapability;
import org.newsclub.net.unix.AFVSOCKSocketAddress;

/** Listens on AF_VSOCK. */
public final class Vsock {
  /** Where a guest executor listens unless it is told otherwise. */
  public static final int USUAL_PORT = 1024;

  /** Any port that is free, see vsock(7). */
  public static final int ANY_PORT = -1;

  private Vsock() {}

  /** Whether this kernel has AF_VSOCK. */
  public static boolean isThere() {
    return AFSocket.supports(AFSocketCapability.CAPABILITY_VSOCK);
  }

  /**
   * Listens for everybody who can reach this machine by any of its addresses.
   *
   * @throws IOException when the kernel has no AF_VSOCK, or another program listens there
   */
  public static ServerSocket listen(int port, int backlog) throws IOException {
    if (!isThere()) {
      throw new IOException(
          "Tried to listen on vsock port "
              + port
              + ": this kernel has no AF_VSOCK; a guest needs the module"
              + " vmw_vsock_virtio_transport");
    }
    ServerSocket server = VsockServerSocket.unbound();
    boolean listening = false;
    try {
      server.bind(AFVSOCKSocketAddress.ofPortWithAnyCID(port), backlog);
      listening = true;
      return server;
    } catch (IOException refused) {
      throw new IOException("Tried to listen on vsock port " + port + ": " + refused, refused);
    } finally {
      if (!listening) {
        server.close();
      }
    }
  }
}
