package gavel.worker.guest.pool;

import gavel.worker.guest.GuestSettings;
import java.time.Duration;

/**
 * How many machines there are and for how long.
 *
 * @param inUse machines that are lent at a time, at most
 * @param spare machines that are kept ready beside those
 * @param reuse judgements after which a machine is replaced; 1 is a new one for each submission
 * @param patience for a machine to come up
 * @param guest how to deal with each
 */
public record PoolSettings(
    int inUse, int spare, int reuse, Duration patience, GuestSettings guest) {
  /** Refuses what cannot be. */
  public PoolSettings {
    if (inUse < 1 || spare < 0 || reuse < 1) {
      throw new IllegalArgumentException(inUse + " in use, " + spare + " spare, reuse " + reuse);
    }
  }
}
