package gavel.executor.slot;

import gavel.model.KillReason;
import gavel.model.protocol.ErrorCode;
import gavel.sandbox.RunReport;
import gavel.sandbox.RunSpec;
import gavel.sandbox.Sandbox;
import gavel.sandbox.SandboxFault;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A slot for as long as one request needs it. */
public final class SlotLease implements AutoCloseable {
  private static final Duration CANCEL_AGAIN = Duration.ofMillis(20);
  private final SlotPool pool;
  private final Slot slot;
  private final Sandbox sandbox;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean running;
  private boolean cancelled;
  private boolean broken;
  private boolean closed;

  SlotLease(SlotPool pool, Slot slot, Sandbox sandbox) {
    this.pool = pool;
    this.slot = slot;
    this.sandbox = sandbox;
  }

  /** The user that programs of this slot run as, and its group. */
  public int uid() {
    return slot.uid;
  }

  /**
   * Runs one program. A sandbox that fails is not used again.
   *
   * @throws RequestRefused when the lease was cancelled, before or meanwhile
   */
  public RunReport run(RunSpec spec) throws RequestRefused, SandboxFault, InterruptedException {
    begin();
    boolean sound = false;
    try {
      RunReport report = sandbox.run(spec);
      sound = true;
      if (report.killedBy().equals(Optional.of(KillReason.CANCELLED))) {
        throw cancelled();
      }
      return report;
    } finally {
      end(sound);
    }
  }

  private void begin() throws RequestRefused {
    lock.lock();
    try {
      if (cancelled) {
        throw cancelled();
      }
      running = true;
    } finally {
      lock.unlock();
    }
  }

  private void end(boolean sound) {
    lock.lock();
    try {
      running = false;
      broken |= !sound;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends what runs and lets nothing more run. Says it again until the run has ended, because one
   * that is just about to begin would not hear it.
   */
  void cancel() {
    lock.lock();
    try {
      cancelled = true;
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().name("cancel-slot-" + slot.number).start(this::cancelUntilEnded);
  }

  private void cancelUntilEnded() {
    lock.lock();
    try {
      while (running) {
        sandbox.cancel();
        changed.awaitNanos(CANCEL_AGAIN.toNanos());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  static RequestRefused cancelled() {
    return new RequestRefused(ErrorCode.CANCELLED, "The request was cancelled");
  }

  /** Gives the slot back, with a new sandbox where this one failed. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
    } finally {
      lock.unlock();
    }
    pool.giveBack(slot, broken);
  }
}
