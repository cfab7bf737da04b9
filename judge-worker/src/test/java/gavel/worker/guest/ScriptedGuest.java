package gavel.worker.guest;

import gavel.model.json.InvalidField;
import gavel.model.protocol.Body;
import gavel.model.protocol.BodyStore;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.Framing;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Welcome;
import gavel.model.protocol.GuestRequest;
import gavel.model.protocol.MessageCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A guest at the other end of two pipes, which says what a test wants it to. */
public class ScriptedGuest implements GuestTransport {
  private final Path directory;
  private final Script script;
  final BlockingQueue<GuestRequest> heard = new LinkedBlockingQueue<>();
  final AtomicInteger connections = new AtomicInteger();

  /** Keeps bodies in the directory. */
  public ScriptedGuest(Path directory, Script script) {
    this.directory = directory;
    this.script = script;
  }

  /** What to do about a request; hellos are answered before. */
  public interface Script {
    void answer(GuestRequest request, Envelope envelope, Line line) throws IOException;
  }

  /** The guest's end of a connection. */
  public record Line(Framing framing, OutputStream raw, Runnable hangUp) {
    /** Says a message with its bodies. */
    public void say(GuestMessage message, Body... bodies) throws IOException {
      framing.write(new Envelope(MessageCodec.encode(message), List.of(bodies)));
    }
  }

  @Override
  public Connection connect() throws IOException {
    connections.incrementAndGet();
    Pipe toGuest = Pipe.open();
    Pipe toWorker = Pipe.open();
    InputStream in = Channels.newInputStream(toGuest.source());
    OutputStream out = Channels.newOutputStream(toWorker.sink());
    Thread.ofPlatform().daemon().name("scripted-guest").start(() -> serve(in, out));
    return new PipeConnection(
        Channels.newInputStream(toWorker.source()), Channels.newOutputStream(toGuest.sink()));
  }

  private void serve(InputStream in, OutputStream out) {
    Framing framing = Framing.lengthPrefixed(in, out, BodyStore.in(directory));
    Line line = new Line(framing, out, () -> close(out));
    try (in;
        out) {
      Optional<Envelope> next = framing.read();
      while (next.isPresent()) {
        GuestRequest request = MessageCodec.decodeRequest(next.get().message());
        if (request instanceof GuestRequest.Hello(String id, int protocol)) {
          line.say(welcome(id, protocol));
        } else {
          heard.add(request);
          script.answer(request, next.get(), line);
        }
        next = framing.read();
      }
    } catch (IOException | InvalidField ended) {
      line.hangUp().run();
    }
  }

  Welcome welcome(String id, int protocol) {
    return new Welcome(id, protocol, "scripted", null);
  }

  private static void close(OutputStream out) {
    try {
      out.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public String toString() {
    return "script";
  }

  private record PipeConnection(InputStream in, OutputStream out) implements Connection {
    @Override
    public void close() throws IOException {
      out.close();
      in.close();
    }
  }
}
