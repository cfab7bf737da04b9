package gavel.worker.guest;

import gavel.model.protocol.Body;
import gavel.model.protocol.BodyStore;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.Side;
import java.io.IOException;
import java.util.Optional;

/**
 * A conversation that is over; bodies may lie in files until this is closed.
 *
 * @param first which of the two ended first
 * @param transcript what they said, where it was asked for, in pieces as {@code docs/protocol.md}
 *     has it
 */
public record GuestTalk(
    RanProgram contestant,
    RanProgram interactor,
    Side first,
    Optional<Body> transcript,
    Envelope envelope)
    implements AutoCloseable {
  /** Deletes the files. */
  @Override
  public void close() throws IOException {
    BodyStore.discard(envelope);
  }
}
