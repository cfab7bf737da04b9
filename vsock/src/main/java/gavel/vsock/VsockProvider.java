package gavel.vsock;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import org.newsclub.net.unix.AFAddressFamily;
import org.newsclub.net.unix.AFDatagramChannel;
import org.newsclub.net.unix.AFSelectorProvider;
import org.newsclub.net.unix.AFServerSocketChannel;
import org.newsclub.net.unix.AFSocket;
import org.newsclub.net.unix.AFSocketChannel;
import org.newsclub.net.unix.AFSocketPair;
import org.newsclub.net.unix.AFSocketType;
import org.newsclub.net.unix.AFSomeSocket;
import org.newsclub.net.unix.AFVSOCKSocketAddress;

/** What the base classes ask for: every socket of theirs belongs to a channel, and that to this. */
final class VsockProvider extends AFSelectorProvider<AFVSOCKSocketAddress> {
  private static final VsockProvider INSTANCE = new VsockProvider();

  private VsockProvider() {}

  static final class Channel extends AFSocketChannel<AFVSOCKSocketAddress> {
    Channel(VsockSocket socket) {
      super(socket, INSTANCE);
    }
  }

  static final class ServerChannel extends AFServerSocketChannel<AFVSOCKSocketAddress> {
    ServerChannel(VsockServerSocket socket) {
      super(socket, INSTANCE);
    }
  }

  private static UnsupportedOperationException streamsOnly() {
    return new UnsupportedOperationException("There are streams by Vsock only");
  }

  @Override
  protected <Y extends AFSomeSocket> AFSocketPair<Y> newSocketPair(Y one, Y other) {
    throw streamsOnly();
  }

  @Override
  protected AFSocket<AFVSOCKSocketAddress> newSocket() throws IOException {
    return VsockSocket.unconnected();
  }

  @Override
  protected ProtocolFamily protocolFamily() {
    return () -> "VSOCK";
  }

  @Override
  protected AFAddressFamily<AFVSOCKSocketAddress> addressFamily() {
    return AFVSOCKSocketAddress.addressFamily();
  }

  @Override
  public AFDatagramChannel<AFVSOCKSocketAddress> openDatagramChannel() {
    throw streamsOnly();
  }

  @Override
  public AFDatagramChannel<AFVSOCKSocketAddress> openDatagramChannel(AFSocketType type) {
    throw streamsOnly();
  }

  @Override
  public AFServerSocketChannel<AFVSOCKSocketAddress> openServerSocketChannel() throws IOException {
    return VsockServerSocket.unbound().getChannel();
  }

  @Override
  public AFServerSocketChannel<AFVSOCKSocketAddress> openServerSocketChannel(
      SocketAddress address) {
    throw streamsOnly();
  }

  @Override
  public AFSocketChannel<AFVSOCKSocketAddress> openSocketChannel(SocketAddress address) {
    throw streamsOnly();
  }
}
