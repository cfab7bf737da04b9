package gavel.executor.session;

import gavel.executor.session.InFlight.Admission;
import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.Ticket;
import gavel.model.json.InvalidField;
import gavel.model.protocol.BodyStore;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.Framing;
import gavel.model.protocol.GuestMessage.Ack;
import gavel.model.protocol.GuestMessage.Done;
import gavel.model.protocol.GuestRequest;
import gavel.model.protocol.GuestRequest.Cancel;
import gavel.model.protocol.GuestRequest.CloseStdin;
import gavel.model.protocol.GuestRequest.Stdin;
import gavel.model.protocol.MessageCodec;
import gavel.model.protocol.ProtocolViolation;
import gavel.model.protocol.StorageFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: reads requests until it ends; what is still being worked on then is cancelled.
 */
public final class GuestSession {
  private static final Logger LOG = LoggerFactory.getLogger(GuestSession.class);
  private final Connection connection;
  private final Handlers handlers;
  private final Executor workers;
  private final InFlight inFlight;

  /** A session whose slow requests are worked on by {@code workers}. */
  public GuestSession(Connection connection, Handlers handlers, Executor workers) {
    this.connection = connection;
    this.handlers = handlers;
    this.workers = workers;
    this.inFlight = new InFlight(handlers.slots());
  }

  /** Serves the connection until its peer, or somebody here, closes it. */
  public void serve() {
    Pulse pulse = new Pulse();
    handlers.deadlines().watch(connection, pulse, inFlight::isBusy);
    try (connection) {
      Optional<Framing> framing =
          Framing.detect(
              pulse.watch(connection.input()),
              pulse.watch(connection.output()),
              handlers.bodyStore());
      if (framing.isPresent()) {
        pulse.withinMessage(framing.get()::isWithinMessage);
        serve(framing.get(), new Replies(framing.get(), connection::hangUp, handlers.memory()));
      }
    } catch (IOException lost) {
      LOG.debug("A connection was lost", lost);
    } finally {
      handlers.deadlines().forget(connection);
      inFlight.cancelAll();
    }
  }

  private void serve(Framing framing, Replies replies) throws IOException {
    try {
      for (Optional<Envelope> next = framing.read(); next.isPresent(); next = framing.read()) {
        dispatch(next.get(), replies);
      }
    } catch (ProtocolViolation violation) {
      String text = String.valueOf(violation.getMessage());
      replies.send(Answer.failureMessage("", violation.code(), text, null));
    } catch (StorageFailure ours) {
      replies.send(handlers.unkept("", ours));
    }
  }

  private void dispatch(Envelope envelope, Replies replies) throws IOException {
    GuestRequest request;
    try {
      request = MessageCodec.decodeRequest(envelope.message());
    } catch (InvalidField invalid) {
      BodyStore.discard(envelope);
      refuse(RequestId.of(envelope), invalid.field(), invalid.getMessage(), replies);
      return;
    }
    if (inFlight.has(request.id())) {
      BodyStore.discard(envelope);
      refuse(request.id(), "id", "is that of another request in flight", replies);
    } else if (request instanceof Cancel(String id, String target)) {
      BodyStore.discard(envelope);
      inFlight.cancel(target);
      replies.send(new Done(id));
    } else if (request instanceof Stdin || request instanceof CloseStdin) {
      feed(request, envelope, replies);
    } else if (Handlers.answersAtOnce(request)) {
      Ticket ticket = handlers.newTicket();
      new Exchange(request, envelope, ticket, replies).perform(handlers, () -> {});
    } else {
      begin(request, envelope, replies);
    }
  }

  private static void feed(GuestRequest request, Envelope envelope, Replies replies)
      throws IOException {
    try {
      if (request instanceof Stdin stdin) {
        replies.feeds().write(stdin, envelope);
      } else if (request instanceof CloseStdin close) {
        replies.feeds().end(close);
      }
    } catch (InvalidField invalid) {
      refuse(request.id(), invalid.field(), invalid.getMessage(), replies);
    } catch (RequestRefused refused) {
      String text = String.valueOf(refused.getMessage());
      replies.send(Answer.failureMessage(request.id(), refused.code(), text, null));
    } finally {
      BodyStore.discard(envelope);
    }
  }

  private void begin(GuestRequest request, Envelope envelope, Replies replies) throws IOException {
    Ticket ticket = handlers.newTicket();
    if (inFlight.admit(request.id(), ticket) != Admission.ADMITTED) {
      BodyStore.discard(envelope);
      replies.send(
          Answer.failureMessage(
              request.id(),
              ErrorCode.BUSY,
              "This connection has as many requests in flight as there are slots",
              null));
      return;
    }
    boolean begun = false;
    try {
      replies.feeds().openFor(request);
      replies.send(new Ack(request.id()));
      Exchange exchange = new Exchange(request, envelope, ticket, replies);
      workers.execute(() -> perform(exchange, request.id(), replies));
      begun = true;
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      LOG.error("There is no thread for another request", noThread);
    } finally {
      if (!begun) {
        giveUp(request.id(), envelope, replies);
      }
    }
  }

  private void giveUp(String id, Envelope envelope, Replies replies) throws IOException {
    forget(id, replies);
    inFlight.answered();
    BodyStore.discard(envelope);
    replies.send(
        Answer.failureMessage(
            id, ErrorCode.BUSY, "There is no thread for another request; try again later", null));
  }

  private void perform(Exchange exchange, String id, Replies replies) {
    try {
      exchange.perform(handlers, () -> forget(id, replies));
    } finally {
      inFlight.answered();
    }
  }

  private void forget(String id, Replies replies) {
    replies.feeds().close(id);
    inFlight.forget(id);
  }

  private static void refuse(String id, String field, @Nullable String why, Replies replies) {
    String text = (field.isEmpty() ? "The message" : field) + " " + why;
    replies.send(Answer.failureMessage(id, ErrorCode.INVALID_REQUEST, text, field));
  }
}
