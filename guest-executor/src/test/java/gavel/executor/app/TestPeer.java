package gavel.executor.app;

import gavel.model.protocol.Body;
import gavel.model.protocol.BodyStore;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.Framing;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Ack;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestMessage.Executed;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestRequest;
import gavel.model.protocol.MessageCodec;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Somebody who talks to an executor over its socket. */
final class TestPeer implements AutoCloseable {
  private final SocketChannel channel;
  private final Framing framing;
  private Envelope last = Envelope.of(gavel.model.json.StrictJson.object());

  private TestPeer(SocketChannel channel, Framing framing) {
    this.channel = channel;
    this.framing = framing;
  }

  static TestPeer lengthPrefixed(SocketChannel channel, Path bodies) {
    return new TestPeer(
        channel,
        Framing.lengthPrefixed(
            Channels.newInputStream(channel),
            Channels.newOutputStream(channel),
            BodyStore.in(bodies)));
  }

  /** The framing is found by the first byte, so an empty object is put before what comes. */
  static TestPeer byLines(SocketChannel channel, Path bodies) throws IOException {
    InputStream first = new ByteArrayInputStream("{}\n".getBytes(StandardCharsets.UTF_8));
    InputStream in = new SequenceInputStream(first, Channels.newInputStream(channel));
    Framing framing =
        Framing.detect(in, Channels.newOutputStream(channel), BodyStore.in(bodies)).orElseThrow();
    framing.read();
    return new TestPeer(channel, framing);
  }

  void send(GuestRequest request, Body... bodies) throws IOException {
    framing.write(new Envelope(MessageCodec.encode(request), List.of(bodies)));
  }

  GuestMessage next() throws IOException {
    last = framing.read().orElseThrow(() -> new EOFException("The executor hung up"));
    return MessageCodec.decodeMessage(last.message());
  }

  /** Asks and returns the last message of the answer. */
  GuestMessage ask(GuestRequest request, Body... bodies) throws IOException {
    send(request, bodies);
    GuestMessage answer = next();
    while (!(answer instanceof GuestMessage.Result) && !(answer instanceof Failure)) {
      answer = next();
    }
    return answer;
  }

  Compiled compile(GuestRequest.Compile request, Body... bodies) throws IOException {
    return as(Compiled.class, ask(request, bodies));
  }

  Ran run(GuestRequest.Run request, Body... bodies) throws IOException {
    return as(Ran.class, ask(request, bodies));
  }

  Executed execute(GuestRequest.Execute request, Body... bodies) throws IOException {
    return as(Executed.class, ask(request, bodies));
  }

  Failure refused(GuestRequest request, Body... bodies) throws IOException {
    return as(Failure.class, ask(request, bodies));
  }

  void begin(GuestRequest request, Body... bodies) throws IOException {
    send(request, bodies);
    as(Ack.class, next());
  }

  private static <T> T as(Class<T> type, GuestMessage message) {
    if (type.isInstance(message)) {
      return type.cast(message);
    }
    throw new AssertionError("Not a " + type.getSimpleName() + ": " + message);
  }

  /** A body of the last message, as text. */
  String body(String name) throws IOException {
    try (InputStream content = last.body(name).open()) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
