package gavel.executor.listen;

import gavel.executor.listen.GuestListener.End;
import gavel.executor.session.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of one listener: takes peers for as long as there can be any. That one could not be
 * accepted, as for want of descriptors, is no reason to give up; nobody could reach the executor.
 */
final class Acceptor implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private final String name;
  private final Listener listener;
  private final Predicate<Connection> service;
  private final Consumer<End> onEnd;
  private boolean full;
  private boolean failing;

  Acceptor(String name, Listener listener, Predicate<Connection> service, Consumer<End> onEnd) {
    this.name = name;
    this.listener = listener;
    this.service = service;
    this.onEnd = onEnd;
  }

  @Override
  public void run() {
    End end = End.BROKEN;
    try {
      boolean more = true;
      while (more) {
        more = acceptOne();
      }
      end = End.IN_ORDER;
    } finally {
      onEnd.accept(end);
    }
  }

  /** Whether there may be more. */
  private boolean acceptOne() {
    try {
      Optional<Connection> peer = listener.accept();
      failing = false;
      peer.ifPresent(this::serve);
      return peer.isPresent();
    } catch (IOException failed) {
      if (!failing) {
        LOG.warn("Tried to accept a connection at {}: {}; trying again", name, failed.toString());
      }
      failing = true;
      LockSupport.parkNanos(PAUSE.toNanos());
      return true;
    }
  }

  /** A full house is told once for each time that it gets full, lest a flood fill the log. */
  private void serve(Connection peer) {
    boolean served = service.test(peer);
    if (!served && !full) {
      LOG.warn("Connections at {} are closed: there are as many as are served", name);
    }
    full = !served;
  }
}
