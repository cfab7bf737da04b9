package gavel.worker.guest;

import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Ran;
import java.util.Map;

/**
 * What was measured of a program, and what it left.
 *
 * @param stdout empty in a conversation
 * @param collected by their paths; only files that were found
 */
public record RanProgram(Ran result, Body stdout, Body stderr, Map<String, Body> collected) {
  /** Copies the map. */
  public RanProgram {
    collected = Map.copyOf(collected);
  }
}
