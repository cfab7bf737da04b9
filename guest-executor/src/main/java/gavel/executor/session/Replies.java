package gavel.executor.session;

import gavel.model.protocol.Body;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.Framing;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.LogBatch;
import gavel.model.protocol.MemoryBudget;
import gavel.model.protocol.MessageCodec;
import gavel.model.protocol.ProtocolViolation;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes back to the peer. A peer that is gone is no error here: its session ends by itself. */
final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
  private final Framing framing;
  private final Runnable hangUp;
  private final MemoryBudget memory;
  private final InputFeeds feeds;
  private volatile boolean gone;

  /**
   * Writes to the framing; {@code hangUp} closes the connection when that fails. What is kept for
   * the peer on its way is of the budget.
   */
  Replies(Framing framing, Runnable hangUp, MemoryBudget memory) {
    this.framing = framing;
    this.hangUp = hangUp;
    this.memory = memory;
    this.feeds = new InputFeeds(this::send, memory);
  }

  MemoryBudget memory() {
    return memory;
  }

  void send(GuestMessage message) {
    send(message, List.of());
  }

  void send(GuestMessage message, List<Body> bodies) {
    if (gone) {
      return;
    }
    try {
      framing.write(new Envelope(MessageCodec.encode(message), bodies));
    } catch (ProtocolViolation tooLarge) {
      refuse(message.id(), tooLarge);
    } catch (IOException lost) {
      lose(lost);
    }
  }

  /** Sends what is in the batch. */
  void send(LogBatch batch) {
    if (gone) {
      return;
    }
    try {
      framing.write(batch);
    } catch (IOException lost) {
      lose(lost);
    }
  }

  private void lose(IOException lost) {
    gone = true;
    LOG.debug("The peer is gone", lost);
    hangUp.run();
  }

  /** Nothing of the message was written: it did not fit. */
  private void refuse(String id, ProtocolViolation tooLarge) {
    send(new Failure(id, ErrorCode.TOO_LARGE, String.valueOf(tooLarge.getMessage()), null));
  }

  /** What the peer says to its interactive runs. */
  InputFeeds feeds() {
    return feeds;
  }

  /** Whether nobody hears us any more. */
  boolean peerIsGone() {
    return gone;
  }
}
