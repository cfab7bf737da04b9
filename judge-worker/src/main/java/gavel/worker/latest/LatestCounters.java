package gavel.worker.latest;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What came of keeping {@code gavel.verdicts.latest} since the start; for metrics. */
public final class LatestCounters {
  private static final long UNKNOWN = -1;

  private final LongAdder written = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder aborted = new LongAdder();
  private final AtomicLong lag = new AtomicLong(UNKNOWN);
  private final AtomicBoolean working = new AtomicBoolean();

  LatestCounters() {}

  void wrote(long records) {
    written.add(records);
  }

  void skippedOne() {
    skipped.increment();
  }

  void abortedOne() {
    aborted.increment();
  }

  void works(long behind) {
    lag.set(behind);
    working.set(true);
  }

  void fails() {
    lag.set(UNKNOWN);
    working.set(false);
  }

  /** Verdicts written, in transactions that were committed. */
  public long written() {
    return written.sum();
  }

  /**
   * Records on {@code gavel.verdicts} that are no verdicts, or that the topic of the latest
   * refuses.
   */
  public long skipped() {
    return skipped.sum();
  }

  /** Transactions that were not committed, as far as is known. */
  public long aborted() {
    return aborted.sum();
  }

  /** Records of this worker's partitions that it has not read yet; nothing while it fails. */
  public OptionalLong lag() {
    long behind = lag.get();
    return behind == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(behind);
  }

  /** Whether this worker is in the group, with or without partitions, and nothing has failed. */
  public boolean working() {
    return working.get();
  }
}
