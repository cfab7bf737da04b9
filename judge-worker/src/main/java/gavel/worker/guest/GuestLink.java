package gavel.worker.guest;

import gavel.model.json.InvalidField;
import gavel.model.protocol.Body;
import gavel.model.protocol.BodyStore;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.Framing;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Ack;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestMessage.Result;
import gavel.model.protocol.GuestRequest;
import gavel.model.protocol.GuestRequest.Cancel;
import gavel.model.protocol.MessageCodec;
import gavel.worker.JudgeFault.GuestLost;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Requests and their answers over one connection. */
final class GuestLink implements AutoCloseable {
  /** How long a cancelled request may take to end. */
  private static final Duration TO_CANCEL = Duration.ofMillis(1500);

  private final String name;
  private final GuestTransport.Connection connection;
  private final Framing framing;
  private final ConcurrentMap<String, Exchange> exchanges = new ConcurrentHashMap<>();
  private final BlockingQueue<Envelope> outgoing = new LinkedBlockingQueue<>();
  private final AtomicLong ids = new AtomicLong();
  private final AtomicReference<Optional<GuestLost>> lost = new AtomicReference<>(Optional.empty());
  private final Thread writer;

  private GuestLink(String name, GuestTransport.Connection connection, BodyStore store) {
    this.name = name;
    this.connection = connection;
    this.framing =
        Framing.lengthPrefixed(
            new BufferedInputStream(connection.in(), 1 << 16), connection.out(), store);
    this.writer = Thread.ofPlatform().daemon().name("guest-writer").unstarted(this::writeAll);
  }

  /** Begins to read and to write; bodies of answers are kept in the store. */
  static GuestLink open(String name, GuestTransport.Connection connection, BodyStore store) {
    GuestLink link = new GuestLink(name, connection, store);
    link.writer.start();
    Thread.ofPlatform().daemon().name("guest-reader").start(link::readAll);
    return link;
  }

  /** An id for the next request. */
  String nextId() {
    return Long.toString(ids.incrementAndGet());
  }

  /** Whether nothing can be asked any more. */
  boolean isLost() {
    return lost.get().isPresent();
  }

  /**
   * Asks and waits for the last answer, which is a {@link Result} or a {@link Failure}. Its bodies
   * belong to the caller. Patience begins anew with the acknowledgement, and with each line of
   * output where a listener wants them.
   */
  Answer ask(
      GuestRequest request, List<Body> bodies, Duration patience, Optional<Consumer<Log>> log)
      throws GuestLost, InterruptedException {
    Exchange exchange = new Exchange(log);
    exchanges.put(request.id(), exchange);
    boolean answered = false;
    try {
      requireSound();
      outgoing.add(new Envelope(MessageCodec.encode(request), bodies));
      Optional<Answer> answer = exchange.await(patience);
      if (answer.isEmpty()) {
        throw lose(
            GuestLost.silent(
                "The guest at "
                    + name
                    + " did not answer within "
                    + inWords(patience)
                    + " ("
                    + nameOf(request)
                    + ")"));
      }
      answered = true;
      return answer.get();
    } catch (InterruptedException interrupted) {
      cancel(request.id(), exchange);
      throw interrupted;
    } finally {
      exchanges.remove(request.id());
      if (!answered) {
        discard(exchange.abandon());
      }
    }
  }

  private void requireSound() throws GuestLost {
    Optional<GuestLost> why = lost.get();
    if (why.isPresent()) {
      throw again(why.get());
    }
  }

  /** Ends the request at the guest; a guest that does not end it is given up. */
  private void cancel(String target, Exchange exchange) throws InterruptedException {
    exchange.giveUp();
    outgoing.add(Envelope.of(MessageCodec.encode(new Cancel(nextId(), target))));
    try {
      if (exchange.await(TO_CANCEL).isEmpty()) {
        lose("did not end a request that was cancelled");
      }
    } catch (GuestLost _) {
      // the connection ended, and with it everything that was asked for over it
    }
  }

  private void discard(Optional<Answer> unread) {
    try {
      if (unread.isPresent()) {
        BodyStore.discard(unread.get().envelope());
      }
    } catch (IOException kept) {
      lose("sent a body that cannot be deleted", kept);
    }
  }

  private void writeAll() {
    try {
      while (!isLost()) {
        framing.write(outgoing.take());
      }
    } catch (IOException broken) {
      lose("cannot be written to", broken);
    } catch (InterruptedException _) {
      lose("is closed");
    }
  }

  private void readAll() {
    try {
      Optional<Envelope> next = framing.read();
      while (next.isPresent()) {
        dispatch(next.get());
        next = framing.read();
      }
      lose("closed the connection");
    } catch (IOException | InvalidField broken) {
      lose("broke off or said what cannot be understood", broken);
    } finally {
      lose("is no longer listened to");
    }
  }

  private void dispatch(Envelope envelope) throws IOException {
    GuestMessage message = MessageCodec.decodeMessage(envelope.message());
    Exchange exchange = exchanges.get(message.id());
    boolean taken =
        switch (message) {
          case Ack _ -> {
            if (exchange != null) {
              exchange.acknowledged();
            }
            yield false;
          }
          case Log log -> {
            if (exchange != null) {
              exchange.log(log);
            }
            yield false;
          }
          case Failure failure -> {
            if (failure.id().isEmpty()) {
              throw new IOException("The guest said: " + Untrusted.line(failure.message()));
            }
            yield exchange != null && exchange.complete(new Answer(failure, envelope));
          }
          case Result result -> exchange != null && exchange.complete(new Answer(result, envelope));
        };
    if (!taken) {
      BodyStore.discard(envelope);
    }
  }

  /** Ends the connection; whoever waits gets the fault. The first reason stands. */
  GuestLost lose(String what, Throwable cause) {
    String detail = ": " + Untrusted.line(cause.getMessage());
    return lose(new GuestLost("The guest at " + name + " " + what + detail, cause));
  }

  /** The same where nothing else failed. */
  GuestLost lose(String what) {
    return lose(new GuestLost("The guest at " + name + " " + what));
  }

  private GuestLost lose(GuestLost fault) {
    if (lost.compareAndSet(Optional.empty(), Optional.of(fault))) {
      try {
        connection.close();
      } catch (IOException closing) {
        fault.addSuppressed(closing);
      }
      writer.interrupt();
    }
    GuestLost first = lost.get().orElse(fault);
    exchanges.values().forEach(exchange -> exchange.fail(first));
    return first;
  }

  /** The same fault with the stack of whoever meets it now. */
  private static GuestLost again(GuestLost fault) {
    return new GuestLost(String.valueOf(fault.getMessage()), fault);
  }

  /** As people write it: {@code 33 s}, {@code 1.5 s}. */
  static String inWords(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }

  private static String nameOf(GuestRequest request) {
    return MessageCodec.encode(request).path("type").asText();
  }

  @Override
  public void close() {
    lose("is closed");
  }

  /** The last message of a request, with its bodies. */
  record Answer(GuestMessage message, Envelope envelope) {}
}
