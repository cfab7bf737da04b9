package gavel.vsock;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFSocket;
import org.newsclub.net.unix.AFSocketChannel;
import org.newsclub.net.unix.AFSocketFactory;
import org.newsclub.net.unix.AFVSOCKSocketAddress;

/** A connection of AF_VSOCK. */
final class VsockSocket extends AFSocket<AFVSOCKSocketAddress> {
  private VsockSocket(
      @Nullable FileDescriptor descriptor, @Nullable AFSocketFactory<AFVSOCKSocketAddress> factory)
      throws SocketException {
    super(new VsockImplementation(descriptor), factory);
  }

  static VsockSocket unconnected() throws IOException {
    return (VsockSocket)
        AFSocket.newInstance(VsockSocket::new, (AFSocketFactory<AFVSOCKSocketAddress>) null);
  }

  @Override
  protected AFSocketChannel<AFVSOCKSocketAddress> newChannel() {
    return new VsockProvider.Channel(this);
  }
}
