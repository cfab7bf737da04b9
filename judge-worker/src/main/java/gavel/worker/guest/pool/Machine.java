package gavel.worker.guest.pool;

import gavel.worker.guest.GuestTransport;

/** A virtual machine in which a guest executor listens. */
public interface Machine extends AutoCloseable {
  /** The way to the guest executor. */
  GuestTransport transport();

  /** Whether it still runs, as far as this side can tell. */
  boolean isAlive();

  /** What it said last, for messages. */
  String lastWords();

  /** Ends it at once; what it said is still there. */
  void stop();

  /** Ends it at once and removes what belonged to it; a second call does nothing. */
  @Override
  void close();
}
