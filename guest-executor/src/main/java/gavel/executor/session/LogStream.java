package gavel.executor.session;

import gavel.executor.run.RunLog;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestMessage.Stream;
import gavel.sandbox.OutputSink;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Sends a run's output while it appears. A peer that reads too slowly loses pieces and sees so by
 * the gap in {@code seq}: the program never waits for it, and the result has everything.
 */
final class LogStream implements RunLog, AutoCloseable {
  private static final int MOST_WAITING = 64;
  private final String id;
  private final Replies replies;
  private final BlockingQueue<Log> waiting = new LinkedBlockingQueue<>();
  private final Map<Stream, Piece> pieces = new EnumMap<>(Stream.class);
  private final Log end;
  private final Thread sender;

  private static final class Piece {
    final Utf8Chunks text = new Utf8Chunks();
    long seq;
  }

  LogStream(String id, Replies replies) {
    this.id = id;
    this.replies = replies;
    this.end = new Log(id, Stream.STDOUT, 0, "");
    pieces.put(Stream.STDOUT, new Piece());
    pieces.put(Stream.STDERR, new Piece());
    this.sender = Thread.ofVirtual().name("log").start(this::sendAll);
  }

  @Override
  public OutputSink sink(Stream stream) {
    return (buffer, offset, length) -> add(stream, buffer, offset, length);
  }

  private synchronized void add(Stream stream, byte[] buffer, int offset, int length) {
    Piece piece = piece(stream);
    offer(stream, piece, piece.text.add(buffer, offset, length));
  }

  private Piece piece(Stream stream) {
    return pieces.computeIfAbsent(stream, _ -> new Piece());
  }

  private void offer(Stream stream, Piece piece, String text) {
    if (text.isEmpty()) {
      return;
    }
    long seq = piece.seq++;
    if (waiting.size() < MOST_WAITING) {
      waiting.add(new Log(id, stream, seq, text));
    }
  }

  @SuppressWarnings("ReferenceEquality") // the end is that very object
  private void sendAll() {
    try {
      for (Log next = waiting.take(); next != end; next = waiting.take()) {
        replies.send(next);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until all that was taken is sent. */
  @Override
  public void close() {
    synchronized (this) {
      for (Stream stream : Stream.values()) {
        Piece piece = piece(stream);
        offer(stream, piece, piece.text.end());
      }
    }
    waiting.add(end);
    try {
      sender.join();
    } catch (InterruptedException stopping) {
      sender.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
