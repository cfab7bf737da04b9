package gavel.worker.intake;

import java.util.concurrent.atomic.LongAdder;

/** What happened to records since the start; for metrics. */
public final class IntakeCounters {
  final LongAdder delivered = new LongAdder();
  final LongAdder redelivered = new LongAdder();
  final LongAdder accepted = new LongAdder();
  final LongAdder released = new LongAdder();
  final LongAdder handedBack = new LongAdder();
  final LongAdder renewed = new LongAdder();
  final LongAdder lostLocks = new LongAdder();
  final LongAdder commits = new LongAdder();
  final LongAdder brokerFaults = new LongAdder();

  IntakeCounters() {}

  void taken(IntakeRecord record) {
    delivered.increment();
    if (record.deliveryCount() > 1) {
      redelivered.increment();
    }
  }

  /** Records given to a judge thread. */
  public long delivered() {
    return delivered.sum();
  }

  /** Those of them that had been delivered before, here or elsewhere. */
  public long redelivered() {
    return redelivered.sum();
  }

  /** Records accepted, with the broker's word for it. */
  public long accepted() {
    return accepted.sum();
  }

  /** Records let go for another delivery. */
  public long released() {
    return released.sum();
  }

  /** Records let go before they were begun, for no slot here became free for them. */
  public long handedBack() {
    return handedBack.sum();
  }

  /** Locks renewed. */
  public long renewed() {
    return renewed.sum();
  }

  /** Requests that told the broker what became of records, of one or of several. */
  public long commits() {
    return commits.sum();
  }

  /** Records whose lock was gone before they could be accepted or released. */
  public long lostLocks() {
    return lostLocks.sum();
  }

  /** Times that a slot had to connect anew. */
  public long brokerFaults() {
    return brokerFaults.sum();
  }
}
