package gavel.bench.stack;

import gavel.model.json.StrictJson;
import gavel.model.topic.VerdictRecord;
import java.time.Instant;

/**
 * A verdict as it came.
 *
 * @param nanos when, by {@link System#nanoTime}
 * @param published when it was handed to the broker
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Arrival(
    String id, int partition, long offset, long nanos, Instant published, byte[] value) {
  /** Takes the array as it is: nobody else has it. */
  public Arrival {
    value = value.clone();
  }

  /** What it says. */
  public VerdictRecord verdict() {
    return StrictJson.read(value, VerdictRecord.class);
  }
}
