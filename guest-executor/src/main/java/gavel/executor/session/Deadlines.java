package gavel.executor.session;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hangs up on peers who keep a connection and do nothing with it. */
final class Deadlines {
  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final int LOOKS = 4;
  private final SessionLimits limits;
  private final Map<Connection, Watched> watched = new ConcurrentHashMap<>();
  private boolean looking;

  private record Watched(Pulse pulse, BooleanSupplier working) {}

  Deadlines(SessionLimits limits) {
    this.limits = limits;
  }

  /** Looks at this connection until it is forgotten, unless it is the only one there can be. */
  void watch(Connection connection, Pulse pulse, BooleanSupplier working) {
    if (!connection.isReplaceable()) {
      return;
    }
    synchronized (this) {
      watched.put(connection, new Watched(pulse, working));
      if (!looking) {
        begin();
      }
    }
  }

  private synchronized void begin() {
    looking = true;
    Thread.ofPlatform().daemon().name("deadlines").start(this::lookUntilNobodyIsLeft);
  }

  void forget(Connection connection) {
    watched.remove(connection);
  }

  private void lookUntilNobodyIsLeft() {
    Duration quarter = limits.stalled().dividedBy(LOOKS);
    Duration pause = quarter.compareTo(LONGEST_PAUSE) < 0 ? quarter : LONGEST_PAUSE;
    boolean sound = false;
    try {
      while (somebodyIsLeft()) {
        watched.forEach(this::look);
        LockSupport.parkNanos(pause.toNanos());
      }
      sound = true;
    } finally {
      if (!sound) {
        // The connection that could not be closed is not looked at any more; the others still are.
        begin();
      }
    }
  }

  private synchronized boolean somebodyIsLeft() {
    looking = !watched.isEmpty();
    return looking;
  }

  private void look(Connection connection, Watched state) {
    if (state.pulse().isOverdue(limits, state.working().getAsBoolean())) {
      LOG.info("A connection on which nothing moves is closed");
      watched.remove(connection);
      connection.hangUp();
    }
  }
}
