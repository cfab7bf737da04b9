package gavel.executor.listen;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Optional;

/**
 * A listening Unix socket under its path, for root and one group (0660). It gets its name only when
 * it has its owner and permissions, in place of what a dead executor left.
 */
final class SocketFile implements AutoCloseable {
  private static final String USUAL_GROUP = "gavel";
  private static final String UNNAMED = ".new";
  private static final int LONGEST_PATH = 107;
  private final Path path;
  private final ServerSocketChannel server;
  private final Object identity;

  private SocketFile(Path path, ServerSocketChannel server, Object identity) {
    this.path = path;
    this.server = server;
    this.identity = identity;
  }

  /**
   * Listens.
   *
   * @param group that may connect; nothing means {@code gavel} where it exists and this is root,
   *     else the own one
   * @throws IOException when another executor listens there, or the path cannot be a socket's
   */
  static SocketFile open(Path path, Optional<String> group, int backlog) throws IOException {
    Path absolute = path.toAbsolutePath();
    Path unnamed = absolute.resolveSibling(absolute.getFileName() + UNNAMED);
    if (unnamed.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
      throw new IOException("The path of a socket has at most 103 bytes, not so " + absolute);
    }
    refuseUnlessFree(absolute);
    Files.createDirectories(absolute.getParent());
    Files.deleteIfExists(unnamed);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    boolean named = false;
    try {
      server.bind(UnixDomainSocketAddress.of(unnamed), backlog);
      hand(unnamed, group);
      Files.move(unnamed, absolute, StandardCopyOption.ATOMIC_MOVE);
      named = true;
      return new SocketFile(absolute, server, identity(absolute));
    } finally {
      if (!named) {
        server.close();
        Files.deleteIfExists(unnamed);
      }
    }
  }

  private static Object identity(Path path) throws IOException {
    return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }

  private static void refuseUnlessFree(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    int type = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0170000;
    if (type != 0140000) {
      throw new IOException("There is something else than a socket at " + path);
    }
    if (answers(path)) {
      throw new IOException("Another program listens on " + path);
    }
  }

  private static boolean answers(Path path) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return channel.isConnected();
    } catch (IOException nobodyThere) {
      return false;
    }
  }

  private static void hand(Path path, Optional<String> group) throws IOException {
    Optional<GroupPrincipal> principal = lookUp(path, group);
    PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (principal.isPresent()) {
      view.setGroup(principal.get());
    }
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
  }

  private static Optional<GroupPrincipal> lookUp(Path path, Optional<String> group)
      throws IOException {
    if (group.isEmpty() && (int) Files.getAttribute(path, "unix:uid") != 0) {
      return Optional.empty(); // only root can give it to a group that may not be its own
    }
    try {
      return Optional.of(
          path.getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByGroupName(group.orElse(USUAL_GROUP)));
    } catch (UserPrincipalNotFoundException unknown) {
      if (group.isPresent()) {
        throw new IOException(
            "There is no group " + group.get() + "; make it with groupadd", unknown);
      }
      return Optional.empty();
    }
  }

  ServerSocketChannel server() {
    return server;
  }

  Path path() {
    return path;
  }

  /** Listens no more; the path goes, unless it is another's by now. */
  @Override
  public void close() throws IOException {
    server.close();
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && identity.equals(identity(path))) {
      Files.delete(path);
    }
  }
}
