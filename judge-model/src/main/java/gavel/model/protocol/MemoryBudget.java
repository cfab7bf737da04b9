package gavel.model.protocol;

import gavel.model.ByteSize;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory received messages may take at a time, over all connections that share the budget.
 * Short messages are free: there are only so many connections, and nobody shall be kept from asking
 * for little by those who send much.
 */
public final class MemoryBudget {
  /** Up to this length a message is short. */
  static final int FREE = 64 << 10;

  /** For peers who are trusted, or alone. */
  public static final MemoryBudget UNBOUNDED = new MemoryBudget(Long.MAX_VALUE);

  private final AtomicLong left;
  private final long all;

  private MemoryBudget(long bytes) {
    this.all = bytes;
    this.left = new AtomicLong(bytes);
  }

  /** So much and not more. */
  public static MemoryBudget of(ByteSize size) {
    return new MemoryBudget(size.bytes());
  }

  /** What nobody holds. */
  public ByteSize left() {
    return new ByteSize(left.get());
  }

  /** Takes so much until it is given back, if there is so much; else nothing. */
  public boolean take(long bytes) {
    for (long seen = left.get(); seen >= bytes; seen = left.get()) {
      if (left.compareAndSet(seen, seen - bytes)) {
        return true;
      }
    }
    return false;
  }

  /** Gives back what was taken. */
  public void give(long bytes) {
    left.addAndGet(bytes);
  }

  Share share() {
    return this == UNBOUNDED ? Share.NONE : new Share(this);
  }

  /** What one message holds; grows while it arrives. */
  public static final class Share implements AutoCloseable {
    /** Of a message that takes nothing of any budget. */
    public static final Share NONE = new Share(UNBOUNDED);

    private final MemoryBudget budget;
    private long held;

    private Share(MemoryBudget budget) {
      this.budget = budget;
    }

    /** Holds so much from now on; violation when there is not so much left, or never will be. */
    synchronized void hold(long bytes) throws ProtocolViolation {
      if (budget == UNBOUNDED) {
        return;
      }
      if (bytes > budget.all) {
        throw new ProtocolViolation(
            ErrorCode.TOO_LARGE,
            "A message needs "
                + bytes
                + " bytes of memory while it is read, and all connections have "
                + budget.all
                + " here: send what is long as a body, in raw frames");
      }
      if (bytes < held) {
        budget.give(held - bytes);
      } else if (!budget.take(bytes - held)) {
        throw new ProtocolViolation(
            ErrorCode.BUSY,
            "A message needs "
                + bytes
                + " bytes of memory; what all connections have together, "
                + budget.all
                + ", is in use: try again later");
      }
      held = bytes;
    }

    @Override
    public synchronized void close() {
      budget.give(held);
      held = 0;
    }
  }
}
