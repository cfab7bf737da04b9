package gavel.bench.guest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import gavel.model.protocol.Body;
import gavel.model.protocol.BodyStore;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.Framing;
import gavel.model.protocol.GuestRequest;
import gavel.model.protocol.MessageCodec;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A peer that looks at answers no more than it must, so that it is not what is measured. */
public final class GuestWire implements AutoCloseable {
  private static final int LENGTH = 0x7fff_ffff;
  private static final byte[] LOG = "{\"type\":\"log\"".getBytes(StandardCharsets.US_ASCII);
  private final SocketChannel channel;
  private final Framing out;
  private final DataInputStream in;
  private byte[] frame = new byte[1 << 18];

  /** What came until the last message of a request, which is that. */
  public record Answer(ObjectNode last, long logs, long logBytes, long bodyBytes) {}

  private GuestWire(SocketChannel channel) {
    this.channel = channel;
    BodyStore none = BodyStore.in(Path.of("/nonexistent"));
    this.out =
        Framing.lengthPrefixed(
            InputStream.nullInputStream(), Channels.newOutputStream(channel), none);
    this.in =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
  }

  static GuestWire connect(Path socket) throws IOException {
    return new GuestWire(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
  }

  /** Asks, and returns the last message of the answer. */
  public Answer ask(GuestRequest request, Body... bodies) throws IOException {
    out.write(new Envelope(MessageCodec.encode(request), List.of(bodies)));
    long logs = 0;
    long logBytes = 0;
    while (true) {
      int length = in.readInt() & LENGTH;
      read(length);
      if (isLog()) {
        logs++;
        logBytes += length;
      } else {
        ObjectNode message = StrictJson.readMessage(frame, length);
        if (!message.path("type").asText().equals("ack")) {
          return new Answer(message, logs, logBytes, bodies(message));
        }
      }
    }
  }

  private boolean isLog() {
    return java.util.Arrays.equals(frame, 0, LOG.length, LOG, 0, LOG.length);
  }

  private long bodies(ObjectNode message) throws IOException {
    long bytes = 0;
    for (int open = message.path("bodies").size(); open > 0; ) {
      int length = in.readInt() & LENGTH;
      read(length);
      bytes += length;
      open -= length == 0 ? 1 : 0;
    }
    return bytes;
  }

  private void read(int length) throws IOException {
    if (length > frame.length) {
      frame = new byte[length];
    }
    in.readFully(frame, 0, length);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
