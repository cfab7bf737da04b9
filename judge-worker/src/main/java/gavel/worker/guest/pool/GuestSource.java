package gavel.worker.guest.pool;

import gavel.worker.JudgeFault;
import gavel.worker.guest.Guest;
import java.util.Optional;

/** Lends guests; any number of threads may ask. */
public interface GuestSource extends AutoCloseable {
  /**
   * A guest that nobody else has, once there is one.
   *
   * @throws JudgeFault when none can be had
   */
  Lease take() throws JudgeFault, InterruptedException;

  /** Whether the same guests are lent again and again, so that it pays to keep things with them. */
  boolean lendsTheSame();

  /**
   * Why no guest could be lent now, where that is not only because all are in use. May ask one, and
   * wait for its answer.
   */
  Optional<String> trouble() throws InterruptedException;

  /** Guests that were lost since the start, and have been or will be replaced. */
  long losses();

  /** Requests that were not answered in time, where the source makes them again itself. */
  default long timeouts() {
    return 0;
  }

  /** Requests that the source made again itself. */
  default long retries() {
    return 0;
  }

  /** Ends all guests, also those that are lent. */
  @Override
  void close();

  /** A guest that is lent until this is closed. */
  interface Lease extends AutoCloseable {
    /** The guest, for the one judgement. */
    Guest guest();

    /** Says that the judgement ended in order; what is closed without it is never lent again. */
    void endedInOrder();

    @Override
    void close();
  }
}
