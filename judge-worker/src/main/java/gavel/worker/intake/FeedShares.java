package gavel.worker.intake;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Who is next where several feeds have records: the first of them, unless a later one has had less
 * than its share of the slots' time since they began to compete. For one thread at a time; feeds
 * are named by their rank, 0 is the first.
 */
final class FeedShares {
  /** After so long without competition nobody owes anybody anything. */
  private static final long MEMORY = Duration.ofSeconds(5).toNanos();

  private final double[] shares;

  /** How much slot time each feed has had less than its share, in nanoseconds. */
  private final double[] debts;

  private final int[] running;
  private final BitSet wanting = new BitSet();
  private long last;
  private long lastCompetition;

  FeedShares(List<Feed> feeds, long now) {
    shares = feeds.stream().mapToDouble(Feed::share).toArray();
    debts = new double[shares.length];
    running = new int[shares.length];
    last = now;
    lastCompetition = now - MEMORY - 1;
  }

  /** A feed has records, or has none. */
  void wants(int rank, boolean wants, long now) {
    advance(now);
    wanting.set(rank, wants);
  }

  /** A feed got a slot. */
  void begin(int rank, long now) {
    advance(now);
    running[rank]++;
  }

  /** It gave one back. */
  void end(int rank, long now) {
    advance(now);
    running[rank]--;
  }

  /** The one that is owed most of those that wait, in units of its share; -1 when nobody is. */
  int owed(BitSet waiting, long now) {
    advance(now);
    int most = -1;
    for (int rank = waiting.nextSetBit(0); rank >= 0; rank = waiting.nextSetBit(rank + 1)) {
      if (debts[rank] > 0
          && (most < 0 || debts[rank] / shares[rank] > debts[most] / shares[most])) {
        most = rank;
      }
    }
    return most;
  }

  private void advance(long now) {
    double elapsed = now - last;
    int busy = Arrays.stream(running).sum();
    for (int rank = 0; rank < shares.length; rank++) {
      double due = wanting.get(rank) ? shares[rank] * busy : 0;
      debts[rank] += elapsed * (due - running[rank]);
    }
    last = now;
    if (competing()) {
      if (now - lastCompetition > MEMORY) {
        Arrays.fill(debts, 0);
      }
      lastCompetition = now;
    }
  }

  private boolean competing() {
    int active = 0;
    for (int rank = 0; rank < shares.length; rank++) {
      active += wanting.get(rank) || running[rank] > 0 ? 1 : 0;
    }
    return active > 1;
  }
}
