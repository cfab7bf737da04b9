package gavel.bench.chaos;

import java.time.Duration;

/**
 * How much of it.
 *
 * @param workers processes of a slot each
 * @param seed of everything that is random
 * @param bound after which what has no verdict counts as lost
 */
public record ChaosSizes(int workers, long seed, Duration bound) {
  /** As the figures in the documentation were measured. */
  public static final ChaosSizes USUAL = new ChaosSizes(3, 1, Duration.ofMinutes(15));

  /** The same with that many workers. */
  public ChaosSizes withWorkers(int some) {
    return new ChaosSizes(some, seed, bound);
  }

  /** The same with another seed. */
  public ChaosSizes withSeed(long other) {
    return new ChaosSizes(workers, other, bound);
  }

  /** The same with another bound. */
  public ChaosSizes withBound(Duration other) {
    return new ChaosSizes(workers, seed, other);
  }
}
