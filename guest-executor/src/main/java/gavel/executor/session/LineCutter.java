package gavel.executor.session;

import gavel.model.protocol.GuestMessage.Stream;
import gavel.model.protocol.LogBatch;

/**
 * Makes lines of output that comes in pieces. A line is cut at 64 KiB; what is left of one that is
 * not ended yet goes out as a part of it when that is asked for.
 */
final class LineCutter {
  static final int LONGEST = 64 << 10;
  private static final int LONGEST_CHARACTER = 4;

  /** Takes what is full, and empties it. */
  interface Out {
    void take(LogBatch batch);
  }

  private final LogBatch batch;
  private final Out out;
  private final byte[] pending = new byte[LONGEST];
  private int waiting;

  /** Bytes of this line that went out already. */
  private int sent;

  /** The line was cut: nothing of it is wanted until it ends. */
  private boolean skipping;

  private long seq;

  LineCutter(String id, Stream stream, Out out) {
    this.batch = new LogBatch(id, stream);
    this.out = out;
  }

  /** Takes output; whole lines go out. */
  void add(byte[] bytes, int length) {
    int begin = 0;
    for (int at = 0; at < length; at++) {
      if (bytes[at] == '\n') {
        endLine(bytes, begin, at - begin);
        begin = at + 1;
      }
    }
    append(bytes, begin, length - begin);
  }

  private void endLine(byte[] bytes, int offset, int length) {
    if (waiting == 0 && sent == 0 && !skipping && length <= LONGEST) {
      emit(bytes, offset, length, false, false);
      return;
    }
    append(bytes, offset, length);
    if (!skipping) {
      emit(pending, 0, waiting, false, false);
    }
    waiting = 0;
    sent = 0;
    skipping = false;
  }

  private void append(byte[] bytes, int offset, int length) {
    if (skipping) {
      return;
    }
    int taken = Math.min(length, LONGEST - sent - waiting);
    System.arraycopy(bytes, offset, pending, waiting, taken);
    waiting += taken;
    if (taken < length) {
      emit(pending, 0, waiting - cutCharacter(), false, true);
      waiting = 0;
      skipping = true;
    }
  }

  /** What waits goes out though its line has not ended, but for a character that is not whole. */
  void emitPart() {
    int whole = waiting - cutCharacter();
    if (whole > 0) {
      emit(pending, 0, whole, true, false);
      sent += whole;
      waiting -= whole;
      System.arraycopy(pending, whole, pending, 0, waiting);
    }
  }

  /** Nothing more will come. */
  void end() {
    if (waiting > 0) {
      emit(pending, 0, waiting, true, false);
      waiting = 0;
    }
    flush();
  }

  /** Whether a line has begun, and some of it has not gone out. */
  boolean hasPart() {
    return waiting > 0;
  }

  void flush() {
    if (!batch.isEmpty()) {
      out.take(batch);
      batch.clear();
    }
  }

  private void emit(byte[] bytes, int offset, int length, boolean partial, boolean truncated) {
    batch.add(seq++, bytes, offset, length, partial, truncated);
    if (batch.isFull()) {
      flush();
    }
  }

  /** How many of the last bytes that wait begin a character which needs more of them. */
  private int cutCharacter() {
    for (int back = 1; back < LONGEST_CHARACTER && back <= waiting; back++) {
      int lead = pending[waiting - back] & 0xff;
      if (lead >= 0xc0) {
        int needs = lead >= 0xf0 ? LONGEST_CHARACTER : lead >= 0xe0 ? 3 : 2;
        return needs > back ? back : 0;
      }
      if (lead < 0x80) {
        return 0;
      }
    }
    return 0;
  }
}
