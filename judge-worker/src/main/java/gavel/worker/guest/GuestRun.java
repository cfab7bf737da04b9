package gavel.worker.guest;

import gavel.model.protocol.Body;
import gavel.model.protocol.BodyStore;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.GuestMessage.Ran;
import java.io.IOException;
import java.util.Map;

/**
 * A run that is over: what was measured, and its output, which may lie in files until this is
 * closed.
 */
public record GuestRun(RanProgram program, Envelope envelope) implements AutoCloseable {
  /** What was measured. */
  public Ran result() {
    return program.result();
  }

  /** Its standard output. */
  public Body stdout() {
    return program.stdout();
  }

  /** Its standard error. */
  public Body stderr() {
    return program.stderr();
  }

  /** The files that were wanted of it and found, by their paths. */
  public Map<String, Body> collected() {
    return program.collected();
  }

  /** Deletes the files. */
  @Override
  public void close() throws IOException {
    BodyStore.discard(envelope);
  }
}
