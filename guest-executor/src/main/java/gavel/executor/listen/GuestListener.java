package gavel.executor.listen;

import gavel.executor.session.GuestSession;
import gavel.executor.session.Handlers;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections on a Unix socket and serves each on a thread of its own. */
public final class GuestListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GuestListener.class);
  private static final int BACKLOG = 128;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final SocketFile socket;
  private final Handlers handlers;
  private final int mostConnections;
  private final Set<UnixConnection> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService sessions = threads("session-");
  private final ExecutorService requests = threads("request-");

  /** Of the accepting thread alone. */
  private boolean full;

  private GuestListener(SocketFile socket, Handlers handlers, int mostConnections) {
    this.socket = socket;
    this.handlers = handlers;
    this.mostConnections = mostConnections;
  }

  private static ExecutorService threads(String prefix) {
    return Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name(prefix, 0).factory());
  }

  /** Listens from now on; peers beyond so many connections are hung up on. */
  public static GuestListener start(
      Path path, Optional<String> group, Handlers handlers, int mostConnections)
      throws IOException {
    GuestListener listener =
        new GuestListener(SocketFile.open(path, group, BACKLOG), handlers, mostConnections);
    Thread.ofPlatform().daemon().name("listener").start(listener::acceptAll);
    return listener;
  }

  /** Where it listens. */
  public Path path() {
    return socket.path();
  }

  private void acceptAll() {
    try {
      while (true) {
        accept(socket.server().accept());
      }
    } catch (ClosedChannelException closed) {
      LOG.debug("No longer listening", closed);
    } catch (IOException broken) {
      LOG.error("Tried to accept a connection on {}: listening no more", socket.path(), broken);
    }
  }

  private void accept(SocketChannel channel) {
    UnixConnection connection = new UnixConnection(channel, open::remove);
    open.add(connection);
    if (open.size() > mostConnections) {
      warnOnce();
      connection.hangUp();
      return;
    }
    full = false;
    sessions.execute(new GuestSession(connection, handlers, requests)::serve);
  }

  /** Once for each time that it gets full, lest a flood fill the log. */
  private void warnOnce() {
    if (!full) {
      LOG.warn("Connections beyond the {} that are served are closed", mostConnections);
    }
    full = true;
  }

  /** Listens no more, hangs up on everybody, and waits until what they started has ended. */
  @Override
  public void close() throws IOException {
    socket.close();
    open.forEach(UnixConnection::hangUp);
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
