package gavel.executor.listen;

import gavel.executor.session.Connection;
import gavel.executor.session.GuestSession;
import gavel.executor.session.Handlers;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections wherever this executor can be reached and serves each on a thread of its own.
 */
public final class GuestListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GuestListener.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final List<Listener> listeners;
  private final Handlers handlers;
  private final int mostConnections;
  private final Set<TrackedConnection> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService sessions = threads("session-");
  private final ExecutorService requests = threads("request-");

  private volatile boolean closing;

  private GuestListener(List<Listener> listeners, Handlers handlers, int mostConnections) {
    this.listeners = listeners;
    this.handlers = handlers;
    this.mostConnections = mostConnections;
  }

  private static ExecutorService threads(String prefix) {
    return Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name(prefix, 0).factory());
  }

  /**
   * Loads what the first socket needs, for a thread beside the one that has other things to do
   * until then; nobody has to. The JDK makes itself random names for sockets, which takes a while.
   */
  public static void load() {
    try {
      ServerSocketChannel.open(StandardProtocolFamily.UNIX).close();
    } catch (IOException e) {
      // What it is about is told when one is opened in earnest.
      LOG.debug("Tried to open a socket ahead of time", e);
    }
  }

  /** What ended the listening at one of the places, other than {@link #close}. */
  public enum End {
    /** There will be no other peer. */
    IN_ORDER,
    /** A bug, which the log tells. */
    BROKEN
  }

  /**
   * Listens from now on; peers beyond so many connections are hung up on.
   *
   * @param onEnd is told when no more peers can come by one of the endpoints
   */
  public static GuestListener start(
      List<Endpoint> endpoints, Handlers handlers, int mostConnections, Consumer<End> onEnd)
      throws IOException {
    List<Listener> listeners = openAll(endpoints);
    GuestListener all = new GuestListener(List.copyOf(listeners), handlers, mostConnections);
    for (int i = 0; i < listeners.size(); i++) {
      String name = endpoints.get(i).describe();
      Acceptor acceptor =
          new Acceptor(name, listeners.get(i), all::serve, end -> all.tell(end, onEnd));
      Thread.ofPlatform().daemon().name("listener " + name).start(acceptor);
    }
    return all;
  }

  private void tell(End end, Consumer<End> onEnd) {
    if (!closing) {
      onEnd.accept(end);
    }
  }

  private static List<Listener> openAll(List<Endpoint> endpoints) throws IOException {
    List<Listener> opened = new ArrayList<>();
    boolean all = false;
    try {
      for (Endpoint endpoint : endpoints) {
        opened.add(endpoint.open());
      }
      all = true;
      return opened;
    } finally {
      if (!all) {
        closeAll(opened);
      }
    }
  }

  private static void closeAll(List<Listener> listeners) {
    for (Listener listener : listeners) {
      try {
        listener.close();
      } catch (IOException leftOpen) {
        LOG.warn("Tried to end listening", leftOpen);
      }
    }
  }

  /** Whether it is served: not when there are enough already. */
  private boolean serve(Connection peer) {
    TrackedConnection connection = new TrackedConnection(peer, open::remove);
    open.add(connection);
    boolean served = false;
    try {
      if (open.size() <= mostConnections) {
        sessions.execute(new GuestSession(connection, handlers, requests)::serve);
        served = true;
      }
    } catch (RejectedExecutionException closing) {
      LOG.debug("A connection came too late", closing);
    } catch (OutOfMemoryError noThread) {
      LOG.error("There is no thread for another connection", noThread);
    } finally {
      if (!served) {
        connection.hangUp();
      }
    }
    return served;
  }

  /** Listens no more, hangs up on everybody, and waits until what they started has ended. */
  @Override
  public void close() {
    closing = true;
    closeAll(listeners);
    open.forEach(TrackedConnection::hangUp);
    end(sessions);
    end(requests);
  }

  private static void end(ExecutorService threads) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("Requests still run {} s after they were cancelled", PATIENCE.toSeconds());
        threads.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
