package gavel.vsock;

import java.io.FileDescriptor;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFSocketImpl;
import org.newsclub.net.unix.AFVSOCKSocketAddress;

/** What of a socket is the family's. */
final class VsockImplementation extends AFSocketImpl<AFVSOCKSocketAddress> {
  VsockImplementation(@Nullable FileDescriptor descriptor) {
    super(AFVSOCKSocketAddress.addressFamily(), descriptor);
  }
}
