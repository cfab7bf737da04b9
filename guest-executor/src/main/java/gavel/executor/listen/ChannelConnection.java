package gavel.executor.listen;

import gavel.executor.session.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection over channels, one for each direction or the same for both. Closing a channel wakes
 * whoever waits in it, which closing a stream does not.
 */
class ChannelConnection implements Connection {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelConnection.class);
  private final ReadableByteChannel in;
  private final WritableByteChannel out;

  ChannelConnection(ReadableByteChannel in, WritableByteChannel out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public InputStream input() {
    return Channels.newInputStream(in);
  }

  @Override
  public OutputStream output() {
    return Channels.newOutputStream(out);
  }

  @Override
  public void hangUp() {
    try {
      in.close();
      out.close();
    } catch (IOException leftOpen) {
      LOG.warn("Tried to close a connection", leftOpen);
    }
  }
}
