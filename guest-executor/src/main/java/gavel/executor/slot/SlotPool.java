package gavel.executor.slot;

import gavel.sandbox.Sandbox;
import gavel.sandbox.SandboxFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slots of this executor. A slot is taken at once or not at all; one whose sandbox failed gets
 * a new sandbox before anybody else gets the slot. The jury's programs run in a companion sandbox
 * of the slot, as another user, which is opened when it is first needed.
 */
public final class SlotPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlotPool.class);
  private final SandboxOpener opener;
  private final int count;
  private final List<Slot> slots = new ArrayList<>();
  private boolean closed;

  private SlotPool(SandboxOpener opener, int count) {
    this.opener = opener;
    this.count = count;
  }

  /**
   * Opens so many slots. Their companions have the numbers behind theirs, in the same order.
   *
   * @param owners by a sandbox's number the user whose files are its programs'
   */
  public static SlotPool open(int count, IntUnaryOperator owners, SandboxOpener opener)
      throws SandboxFault, InterruptedException {
    SlotPool pool = new SlotPool(opener, count);
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

  /** A free slot, or nothing when all are taken. */
  public synchronized Optional<SlotLease> tryTake() {
    for (Slot slot : slots) {
      Sandbox sandbox = slot.sandbox;
      if (!closed && !slot.busy && sandbox != null) {
        slot.busy = true;
        return Optional.of(new SlotLease(this, slot, sandbox));
      }
    }
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
      return opener.open(slot.number);
    } catch (SandboxFault fault) {
      LOG.error("slot={} is out: its sandbox cannot be opened again", slot.number, fault);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      LOG.error("slot={} is out: interrupted while its sandbox was opened", slot.number);
    }
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
