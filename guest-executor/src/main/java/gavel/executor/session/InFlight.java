package gavel.executor.session;

import gavel.executor.slot.Ticket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The requests of one connection that are being worked on, and how many answers are not written
 * yet: a peer that asks and asks and never reads gets no more than a few of them going.
 */
final class InFlight {
  private static final int SLACK = 4;
  private final int most;
  private final Map<String, Ticket> tickets = new HashMap<>();
  private int unanswered;
  private boolean over;

  InFlight(int most) {
    this.most = most;
  }

  /** Whether the request may begin. */
  enum Admission {
    ADMITTED,
    DUPLICATE,
    BUSY
  }

  synchronized boolean has(String id) {
    return tickets.containsKey(id);
  }

  synchronized Admission admit(String id, Ticket ticket) {
    if (tickets.containsKey(id)) {
      return Admission.DUPLICATE;
    }
    if (over || tickets.size() >= most || unanswered >= most + SLACK) {
      return Admission.BUSY;
    }
    tickets.put(id, ticket);
    unanswered++;
    return Admission.ADMITTED;
  }

  /** The request is over; its id may be used again. */
  synchronized void forget(String id) {
    tickets.remove(id);
  }

  /** An answer is written, or will never be. */
  synchronized void answered() {
    unanswered--;
  }

  /** Whether there is anything that the peer waits for, or should read. */
  synchronized boolean isBusy() {
    return unanswered > 0;
  }

  /** Cancels the request; nothing happens when it is over already. */
  void cancel(String id) {
    Ticket ticket;
    synchronized (this) {
      ticket = tickets.get(id);
    }
    if (ticket != null) {
      ticket.cancel();
    }
  }

  /** Cancels all of them and admits no more. */
  void cancelAll() {
    List<Ticket> all;
    synchronized (this) {
      over = true;
      all = List.copyOf(tickets.values());
    }
    all.forEach(Ticket::cancel);
  }
}
