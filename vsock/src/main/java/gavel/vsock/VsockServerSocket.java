package gavel.vsock;

import java.io.FileDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFServerSocket;
import org.newsclub.net.unix.AFServerSocketChannel;
import org.newsclub.net.unix.AFSocket;
import org.newsclub.net.unix.AFSocketImpl;
import org.newsclub.net.unix.AFVSOCKSocketAddress;

/** A listening socket of AF_VSOCK. */
final class VsockServerSocket extends AFServerSocket<AFVSOCKSocketAddress> {
  private VsockServerSocket(@Nullable FileDescriptor descriptor) throws IOException {
    super(descriptor);
  }

  static AFServerSocket<AFVSOCKSocketAddress> unbound() throws IOException {
    return newInstance(VsockServerSocket::new);
  }

  @Override
  protected AFServerSocketChannel<AFVSOCKSocketAddress> newChannel() {
    return new VsockProvider.ServerChannel(this);
  }

  @Override
  protected AFSocketImpl<AFVSOCKSocketAddress> newImpl(FileDescriptor descriptor) {
    return new VsockImplementation(descriptor);
  }

  @Override
  protected AFSocket<AFVSOCKSocketAddress> newSocketInstance() throws IOException {
    return VsockSocket.unconnected();
  }
}
