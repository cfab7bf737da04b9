package gavel.executor.slot;

import gavel.model.protocol.ErrorCode;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one request may use: a slot, taken when it is first needed and given back at the end, and
 * the word that it is not wanted any more.
 */
public final class Ticket implements AutoCloseable {
  private final SlotPool pool;
  private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
  private @Nullable SlotLease lease;

  /** A request that has no slot yet. */
  public Ticket(SlotPool pool) {
    this.pool = pool;
  }

  /** The slot of this request; busy when there is none to be had now. */
  public synchronized SlotLease slot() throws RequestRefused {
    requireWanted();
    if (lease == null) {
      lease =
          pool.tryTake()
              .orElseThrow(
                  () -> new RequestRefused(ErrorCode.BUSY, "Every slot is taken; try again later"));
    }
    return lease;
  }

  /** Goes on only while nobody has cancelled the request. */
  public void requireWanted() throws RequestRefused {
    if (cancelled.isDone()) {
      throw SlotLease.cancelled();
    }
  }

  /** Whether the request is not wanted any more. */
  public boolean isCancelled() {
    return cancelled.isDone();
  }

  /** Completes when the request is cancelled. */
  public CompletableFuture<Void> cancellation() {
    return cancelled.copy();
  }

  /** Ends the request and everything that it started; returns at once. */
  public synchronized void cancel() {
    cancelled.complete(null);
    if (lease != null) {
      lease.cancel();
    }
  }

  /** Gives the slot back. */
  @Override
  public void close() {
    SlotLease taken;
    synchronized (this) {
      taken = lease;
    }
    if (taken != null) {
      taken.close();
    }
  }
}
