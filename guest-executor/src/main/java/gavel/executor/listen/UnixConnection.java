package gavel.executor.listen;

import gavel.executor.session.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection over a Unix socket. */
final class UnixConnection implements Connection {
  private static final Logger LOG = LoggerFactory.getLogger(UnixConnection.class);
  private final SocketChannel channel;
  private final Consumer<UnixConnection> onEnd;

  UnixConnection(SocketChannel channel, Consumer<UnixConnection> onEnd) {
    this.channel = channel;
    this.onEnd = onEnd;
  }

  @Override
  public InputStream input() {
    return Channels.newInputStream(channel);
  }

  @Override
  public OutputStream output() {
    return Channels.newOutputStream(channel);
  }

  @Override
  public void hangUp() {
    try {
      channel.close();
    } catch (IOException leftOpen) {
      LOG.warn("Tried to close a connection", leftOpen);
    } finally {
      onEnd.accept(this);
    }
  }
}
