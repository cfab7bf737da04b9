package gavel.executor.slot;

import gavel.model.KillReason;
import gavel.sandbox.RunReport;
import gavel.sandbox.RunSpec;
import gavel.sandbox.Sandbox;
import gavel.sandbox.SandboxFault;
import gavel.sandbox.Standstill;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One of the sandboxes of a slot, for as long as one request needs it. */
public final class Seat {
  private static final Duration CANCEL_AGAIN = Duration.ofMillis(20);
  private final int uid;
  private final Sandbox sandbox;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean running;
  private boolean cancelled;
  private boolean broken;

  Seat(int uid, Sandbox sandbox) {
    this.uid = uid;
    this.sandbox = sandbox;
  }

  /** The user that programs run as here, and its group. */
  public int uid() {
    return uid;
  }

  /**
   * Runs one program. A sandbox that fails is not used again.
   *
   * @throws RequestRefused when this was cancelled, before or meanwhile
   */
  public RunReport run(RunSpec spec) throws RequestRefused, SandboxFault, InterruptedException {
    begin();
    boolean sound = false;
    try {
      RunReport report = sandbox.run(spec);
      sound = true;
      if (report.killedBy().equals(Optional.of(KillReason.CANCELLED))) {
        throw SlotLease.cancelled();
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
        throw SlotLease.cancelled();
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
   * Ends what runs and lets nothing more run; returns at once. Says it again until the run has
   * ended, because one that is just about to begin would not hear it.
   */
  public void cancel() {
    lock.lock();
    try {
      cancelled = true;
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().name("cancel-" + uid).start(this::cancelUntilEnded);
  }

  /** Ends what runs here: it waits for what will not come. */
  public void endIdle() {
    sandbox.endIdle();
  }

  /** Whether what runs here stands still. */
  public Optional<Standstill> standstill() {
    return sandbox.standstill();
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

  boolean isBroken() {
    lock.lock();
    try {
      return broken;
    } finally {
      lock.unlock();
    }
  }
}
