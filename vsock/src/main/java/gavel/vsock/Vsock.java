package gavel.vsock;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import org.newsclub.net.unix.AFSocket;
import org.newsclub.net.unix.AFSocketCapability;
import org.newsclub.net.unix.AFVSOCKSocketAddress;

/** Listens on AF_VSOCK, and connects by it. */
public final class Vsock {
  /** Where a guest executor listens unless it is told otherwise. */
  public static final int USUAL_PORT = 1024;

  /** Any port that is free, see vsock(7). */
  public static final int ANY_PORT = -1;

  private static final String NEEDED =
      ": this kernel has no AF_VSOCK; load the module vhost_vsock on a host, or in a guest"
          + " vmw_vsock_virtio_transport";

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
      throw new IOException("Tried to listen on vsock port " + port + NEEDED);
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

  /**
   * Connects.
   *
   * @param cid of the machine: 1 is the own one, 2 the host, from 3 on they are guests
   * @throws IOException when there is no such machine, or nobody listens there
   */
  public static Socket connect(int cid, int port) throws IOException {
    String where =
        "vsock port " + Integer.toUnsignedString(port) + " of " + Integer.toUnsignedString(cid);
    if (!isThere()) {
      throw new IOException("Tried to connect to " + where + NEEDED);
    }
    VsockSocket socket = VsockSocket.unconnected();
    boolean connected = false;
    try {
      socket.connect(AFVSOCKSocketAddress.ofPortAndCID(port, cid));
      connected = true;
      return socket;
    } catch (IOException refused) {
      throw new IOException("Tried to connect to " + where + ": " + refused.getMessage(), refused);
    } finally {
      if (!connected) {
        socket.close();
      }
    }
  }
}
