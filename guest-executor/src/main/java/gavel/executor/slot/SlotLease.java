package gavel.executor.slot;

import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.Role;
import gavel.sandbox.RunReport;
import gavel.sandbox.RunSpec;
import gavel.sandbox.Sandbox;
import gavel.sandbox.SandboxFault;
import org.jspecify.annotations.Nullable;

/** A slot for as long as one request needs it. */
public final class SlotLease implements AutoCloseable {
  private final SlotPool pool;
  private final Slot slot;
  private final Seat contestant;
  private final Object lock = new Object();
  private @Nullable Seat jury;
  private boolean cancelled;
  private boolean closed;

  SlotLease(SlotPool pool, Slot slot, Sandbox sandbox) {
    this.pool = pool;
    this.slot = slot;
    this.contestant = new Seat(slot.uid, sandbox);
  }

  /** The user that contestants' programs of this slot run as, and its group. */
  public int uid() {
    return contestant.uid();
  }

  /** Runs one program as a contestant's; see {@link Seat#run}. */
  public RunReport run(RunSpec spec) throws RequestRefused, SandboxFault, InterruptedException {
    return contestant.run(spec);
  }

  /**
   * Where programs of that role run. The jury's sandbox is opened when it is first needed; for one
   * thread at a time.
   *
   * @throws RequestRefused when the lease was cancelled
   */
  public Seat seat(Role role) throws RequestRefused, SandboxFault, InterruptedException {
    return switch (role) {
      case CONTESTANT -> contestant;
      case JURY -> jury();
    };
  }

  private Seat jury() throws RequestRefused, SandboxFault, InterruptedException {
    synchronized (lock) {
      if (cancelled) {
        throw cancelled();
      }
      if (jury != null) {
        return jury;
      }
    }
    Seat opened = new Seat(slot.companionUid, pool.companion(slot));
    synchronized (lock) {
      jury = opened;
      if (cancelled) {
        throw cancelled();
      }
      return opened;
    }
  }

  /** Ends what runs and lets nothing more run. */
  void cancel() {
    synchronized (lock) {
      cancelled = true;
      contestant.cancel();
      if (jury != null) {
        jury.cancel();
      }
    }
  }

  static RequestRefused cancelled() {
    return new RequestRefused(ErrorCode.CANCELLED, "The request was cancelled");
  }

  /** Gives the slot back, with new sandboxes where these failed. */
  @Override
  public void close() {
    boolean juryIsBroken;
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      juryIsBroken = jury != null && jury.isBroken();
    }
    pool.giveBack(slot, contestant.isBroken(), juryIsBroken);
  }
}
