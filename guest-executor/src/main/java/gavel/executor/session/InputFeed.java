package gavel.executor.session;

import gavel.model.json.InvalidField;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Done;
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

  /** No bytes: the end. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Piece(String id, byte @Nullable [] bytes) {
    int length() {
      return bytes == null ? 0 : bytes.length;
    }
  }

  private final String run;
  private final Consumer<GuestMessage> answers;
  private final Queue<Piece> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean ended;
  private boolean closed;

  InputFeed(String run, Consumer<GuestMessage> answers) {
    this.run = run;
    this.answers = answers;
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
    ended = piece.bytes() == null;
    bytes += piece.length();
    waiting.add(piece);
    notifyAll();
    return null;
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
        answers.accept(write(next, pipe));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Piece take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    return waiting.poll();
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
      synchronized (this) {
        bytes -= piece.length();
      }
    }
  }

  /** The run is over: what still waits is answered. */
  @Override
  public void close() {
    List<Piece> left;
    synchronized (this) {
      closed = true;
      left = new ArrayList<>(waiting);
      waiting.clear();
      notifyAll();
    }
    left.forEach(piece -> answers.accept(tooLate(piece.id(), run)));
  }
}
