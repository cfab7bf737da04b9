package gavel.worker.guest;

import gavel.model.protocol.Body;
import gavel.model.protocol.BodyStore;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.GuestMessage.Ran;
import java.io.IOException;

/**
 * A run that is over: what was measured, and its output, which may lie in files until this is
 * closed.
 */
public record GuestRun(Ran result, Body stdout, Body stderr, Envelope envelope)
    implements AutoCloseable {
  /** Deletes the files. */
  @Override
  public void close() throws IOException {
    BodyStore.discard(envelope);
  }
}
