package gavel.executor.session;

import gavel.model.json.InvalidField;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Done;
import gavel.model.protocol.MemoryBudget;
import gavel.sandbox.InputPipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The input of one interactive run on its way from the peer to the program. Each piece is answered
 * when it is in the program's pipe, so that a peer who waits for that never gets too far ahead; of
 * one who does not, so much is kept and no more.
 */
final class InputFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InputFeed.class);
  private static final long MOST_BYTES = 4 << 20;
  private static final int MOST_PIECES = 1024;

  /** Of what is kept so much takes nothing of what all connections have together. */
  private static final long FREE = 16 << 10;

  /** What a piece takes beside its bytes. */
  private static final long OVERHEAD = 128;

  /** No bytes: the end. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Piece(String id, byte @Nullable [] bytes) {
    int length() {
      return bytes == null ? 0 : bytes.length;
    }
  }

  private final String run;
  private final Consumer<GuestMessage> answers;
  private final MemoryBudget memory;
  private final Queue<Piece> waiting = new ArrayDeque<>();
  private long bytes;
  private long cost;
  private boolean ended;
  private boolean closed;

  /** Whether a piece is out of the queue, and not answered yet. */
  private boolean inHand;

  InputFeed(String run, Consumer<GuestMessage> answers, MemoryBudget memory) {
    this.run = run;
    this.answers = answers;
    this.memory = memory;
  }

  /** Takes what the program shall read; answers now if it cannot be taken, else later. */
  void write(String id, byte[] content) {
    offer(new Piece(id, content));
  }

  /** Takes the word that there will be no more. */
  void end(String id) {
    offer(new Piece(id, null));
  }

  private void offer(Piece piece) {
    GuestMessage refusal = refusal(piece);
    if (refusal != null) {
      answers.accept(refusal);
    }
  }

  private synchronized @Nullable GuestMessage refusal(Piece piece) {
    if (closed) {
      return tooLate(piece.id(), run);
    }
    InvalidField.require(!ended, "target", "has been told the end of its input");
    if (bytes + piece.length() > MOST_BYTES || waiting.size() == MOST_PIECES) {
      return Answer.failureMessage(
          piece.id(),
          ErrorCode.BUSY,
          "The program has not read what it was given before; wait for that to be done",
          null);
    }
    if (!keep(piece)) {
      return Answer.failureMessage(
          piece.id(),
          ErrorCode.BUSY,
          "What all connections may have in memory together is in use: try again later",
          null);
    }
    ended = piece.bytes() == null;
    waiting.add(piece);
    notifyAll();
    return null;
  }

  private boolean keep(Piece piece) {
    long more = cost + OVERHEAD + piece.length();
    if (!memory.take(charged(more) - charged(cost))) {
      return false;
    }
    cost = more;
    bytes += piece.length();
    return true;
  }

  private synchronized void drop(Piece piece) {
    long less = cost - OVERHEAD - piece.length();
    memory.give(charged(cost) - charged(less));
    cost = less;
    bytes -= piece.length();
  }

  private static long charged(long cost) {
    return Math.max(0, cost - FREE);
  }

  static GuestMessage tooLate(String id, String run) {
    return Answer.failureMessage(
        id, ErrorCode.NOT_FOUND, "No run '" + run + "' reads input here, or no longer", null);
  }

  /** From now on what comes goes into the pipe, which is not closed here. */
  void connect(InputPipe pipe) {
    Thread.ofPlatform().daemon().name("stdin").start(() -> writeAll(pipe));
  }

  private void writeAll(InputPipe pipe) {
    try {
      for (Piece next = take(); next != null; next = take()) {
        answer(next, pipe);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(Piece piece, InputPipe pipe) {
    try {
      answers.accept(write(piece, pipe));
    } finally {
      putDown();
    }
  }

  private synchronized void putDown() {
    inHand = false;
    notifyAll();
  }

  private synchronized @Nullable Piece take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    Piece next = waiting.poll();
    inHand = next != null;
    return next;
  }

  private GuestMessage write(Piece piece, InputPipe pipe) {
    try {
      if (piece.bytes() == null) {
        pipe.end();
      } else {
        pipe.write(ByteBuffer.wrap(piece.bytes()));
      }
      return new Done(piece.id());
    } catch (IOException programIsGone) {
      LOG.debug("The pipe of a run is closed", programIsGone);
      return tooLate(piece.id(), run);
    } finally {
      drop(piece);
    }
  }

  /**
   * The run is over, and its pipe closed: what still waits is answered. When this ends every piece
   * is, so that the answer of the run comes behind theirs.
   */
  @Override
  public void close() {
    List<Piece> left;
    synchronized (this) {
      closed = true;
      left = new ArrayList<>(waiting);
      left.forEach(this::drop);
      waiting.clear();
      notifyAll();
    }
    left.forEach(piece -> answers.accept(tooLate(piece.id(), run)));
    awaitLast();
  }

  private synchronized void awaitLast() {
    try {
      while (inHand) {
        wait();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
