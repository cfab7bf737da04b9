package gavel.executor.session;

import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.Ticket;
import gavel.model.json.InvalidField;
import gavel.model.protocol.BodyStore;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestRequest;
import gavel.sandbox.SandboxFault;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way to its answer: there always is one, and exactly one. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private final GuestRequest request;
  private final Envelope envelope;
  private final Ticket ticket;
  private final Replies replies;

  Exchange(GuestRequest request, Envelope envelope, Ticket ticket, Replies replies) {
    this.request = request;
    this.envelope = envelope;
    this.ticket = ticket;
    this.replies = replies;
  }

  /** What makes the answer. */
  interface Work {
    Answer answer(GuestRequest request, Envelope envelope, Ticket ticket, Replies replies)
        throws RequestRefused, SandboxFault, IOException, InterruptedException;

    /** What to answer where this machine fails, after it is logged. */
    GuestMessage.Failure unkept(String id, Exception fault);
  }

  /**
   * Works and answers. Slot, id and received files are free before the answer goes out, so that
   * whoever reads it can ask again at once.
   */
  void perform(Work work, Runnable forgetId) {
    boolean answered = false;
    try (Answer answer = answer(work)) {
      forgetId.run();
      answered = true;
      replies.send(answer.message(), answer.bodies());
    } catch (IOException undeletable) {
      LOG.error("Tried to finish a request that was answered", undeletable);
    } finally {
      if (!answered) {
        forgetId.run();
        replies.send(fault("The executor failed; its log says why").message());
      }
    }
  }

  private Answer answer(Work work) {
    try (ticket) {
      return work.answer(request, envelope, ticket, replies);
    } catch (InvalidField invalid) {
      return Answer.failure(
          request.id(),
          ErrorCode.INVALID_REQUEST,
          invalid.field() + " " + invalid.getMessage(),
          invalid.field());
    } catch (RequestRefused refused) {
      return Answer.failure(
          request.id(), refused.code(), String.valueOf(refused.getMessage()), refused.field());
    } catch (SandboxFault | IOException fault) {
      return new Answer(work.unkept(request.id(), fault), List.of(), Optional.empty());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return fault("The executor is stopping");
    } finally {
      discardBodies();
    }
  }

  private void discardBodies() {
    try {
      BodyStore.discard(envelope);
    } catch (IOException undeletable) {
      LOG.error("Tried to delete the body of a request", undeletable);
    }
  }

  private Answer fault(String text) {
    return Answer.failure(request.id(), ErrorCode.INTERNAL_ERROR, text, null);
  }
}
