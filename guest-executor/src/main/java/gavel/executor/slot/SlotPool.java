package gavel.executor.slot;

import gavel.sandbox.Sandbox;
import gavel.sandbox.SandboxFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slots of this executor. A slot is taken at once or not at all; one whose sandbox failed gets
 * a new sandbox before anybody else gets the slot, or is out until one can be opened. The jury's
 * programs run in a companion sandbox of the slot, as another user, which is opened when it is
 * first needed.
 */
public final class SlotPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlotPool.class);

  /** Before a slot that is out is opened again; doubled after each attempt in vain. */
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** About a minute is the longest pause. */
  private static final int MOST_DOUBLINGS = 6;

  private final SandboxOpener opener;
  private final LongSupplier clock;
  private final int count;
  private final List<Slot> slots = new ArrayList<>();
  private boolean closed;
  private long turns;

  private SlotPool(SandboxOpener opener, LongSupplier clock, int count) {
    this.opener = opener;
    this.clock = clock;
    this.count = count;
  }

  /**
   * Opens so many slots. Their companions have the numbers behind theirs, in the same order.
   *
   * @param owners by a sandbox's number the user whose files are its programs'
   */
  public static SlotPool open(int count, IntUnaryOperator owners, SandboxOpener opener)
      throws SandboxFault, InterruptedException {
    return open(count, owners, opener, System::nanoTime);
  }

  /** The same with a clock that says when slots that are out are opened again. */
  static SlotPool open(
      int count, IntUnaryOperator owners, SandboxOpener opener, LongSupplier nanoTime)
      throws SandboxFault, InterruptedException {
    SlotPool pool = new SlotPool(opener, nanoTime, count);
    boolean complete = false;
    try {
      for (int number = 0; number < count; number++) {
        int uid = owners.applyAsInt(number);
        int companionUid = owners.applyAsInt(count + number);
        pool.slots.add(new Slot(number, uid, companionUid, opener.open(number)));
      }
      complete = true;
    } finally {
      if (!complete) {
        pool.close();
      }
    }
    return pool;
  }

  /** How many slots there are, broken ones included. */
  public synchronized int size() {
    return slots.size();
  }

  /** How many slots run something, wait for something to run, or are broken for good. */
  public record Counts(int busy, int free, int out) {}

  /** The counts at this moment. */
  public synchronized Counts counts() {
    int busy = (int) slots.stream().filter(slot -> slot.busy).count();
    int out = (int) slots.stream().filter(slot -> !slot.busy && slot.sandbox == null).count();
    return new Counts(busy, slots.size() - busy - out, out);
  }

  /**
   * A free slot, or nothing when all are taken; the one that was taken longest ago, so that whoever
   * tests the executor again and again tests all of them. Where only slots are left that are out,
   * one of them may be opened again here, now and then.
   */
  public Optional<SlotLease> tryTake() {
    Slot out = null;
    synchronized (this) {
      Slot free = null;
      for (Slot slot : slots) {
        if (closed || slot.busy) {
          continue;
        }
        if (slot.sandbox != null) {
          free = free == null || slot.turn < free.turn ? slot : free;
        } else if (clock.getAsLong() - slot.again >= 0) {
          out = slot;
        }
      }
      Sandbox sandbox = free == null ? null : free.sandbox;
      if (free != null && sandbox != null) {
        free.busy = true;
        free.turn = ++turns;
        return Optional.of(new SlotLease(this, free, sandbox));
      }
      if (out != null) {
        out.busy = true;
      }
    }
    return out == null ? Optional.empty() : takeAgain(out);
  }

  /** What was in its way, such as a full disk, may be gone. */
  private Optional<SlotLease> takeAgain(Slot slot) {
    Sandbox opened = null;
    try {
      opened = replace(slot);
    } finally {
      if (opened == null) {
        settle(slot, true, null);
      }
    }
    if (opened == null) {
      return Optional.empty();
    }
    synchronized (this) {
      if (!closed) {
        slot.sandbox = opened;
        return Optional.of(new SlotLease(this, slot, opened));
      }
    }
    close(slot.number, opened);
    return Optional.empty();
  }

  /** The companion of a slot that the caller has leased. */
  Sandbox companion(Slot slot) throws RequestRefused, SandboxFault, InterruptedException {
    synchronized (this) {
      if (slot.companion != null) {
        return slot.companion;
      }
    }
    Sandbox opened = opener.open(count + slot.number);
    synchronized (this) {
      if (!closed) {
        slot.companion = opened;
        return opened;
      }
    }
    close(count + slot.number, opened);
    throw SlotLease.cancelled();
  }

  private void dropCompanion(Slot slot) {
    Sandbox failed;
    synchronized (this) {
      failed = slot.companion;
      slot.companion = null;
    }
    if (failed != null) {
      close(count + slot.number, failed);
    }
  }

  void giveBack(Slot slot, boolean broken, boolean companionBroken) {
    Sandbox replacement = null;
    try {
      if (companionBroken) {
        dropCompanion(slot);
      }
      replacement = broken ? replace(slot) : null;
    } finally {
      settle(slot, broken, replacement);
    }
  }

  private void settle(Slot slot, boolean broken, @Nullable Sandbox replacement) {
    boolean tooLate;
    synchronized (this) {
      slot.busy = false;
      tooLate = closed;
      if (broken && !closed) {
        slot.sandbox = replacement;
      }
    }
    if (tooLate && replacement != null) {
      close(slot.number, replacement);
    }
  }

  private @Nullable Sandbox replace(Slot slot) {
    Sandbox failed;
    synchronized (this) {
      failed = slot.sandbox;
      slot.sandbox = null;
      if (closed) {
        return null;
      }
    }
    if (failed != null) {
      close(slot.number, failed);
    }
    try {
      Sandbox opened = opener.open(slot.number);
      slot.failures = 0;
      return opened;
    } catch (SandboxFault fault) {
      LOG.error("slot={} is out: its sandbox cannot be opened again", slot.number, fault);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      LOG.error("slot={} is out: interrupted while its sandbox was opened", slot.number);
    }
    slot.again =
        clock.getAsLong() + (FIRST_PAUSE.toNanos() << Math.min(slot.failures, MOST_DOUBLINGS));
    slot.failures++;
    return null;
  }

  /** Ends whatever runs and closes every sandbox. */
  @Override
  public void close() {
    Map<Integer, Sandbox> open = new TreeMap<>();
    synchronized (this) {
      closed = true;
      for (Slot slot : slots) {
        if (slot.sandbox != null) {
          open.put(slot.number, slot.sandbox);
        }
        if (slot.companion != null) {
          open.put(count + slot.number, slot.companion);
        }
        slot.sandbox = null;
        slot.companion = null;
      }
    }
    open.forEach(SlotPool::close);
  }

  /** A sandbox that cannot be closed keeps none of the others from it. */
  private static void close(int slot, Sandbox sandbox) {
    try {
      sandbox.close();
    } catch (IllegalStateException fault) {
      LOG.error("slot={} was not closed cleanly", slot, fault);
    }
  }
}
