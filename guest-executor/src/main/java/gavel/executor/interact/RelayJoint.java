package gavel.executor.interact;

import gavel.model.protocol.Side;
import gavel.sandbox.InputPipe;
import gavel.sandbox.JoinedPipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;

/** A pipe from the one that speaks, another to the one that listens, and a thread in between. */
final class RelayJoint implements Joint {
  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final int CHUNK = 1 << 16;
  private final Side speaker;
  private final JoinedPipe from;
  private final InputPipe to;
  private final Transcript transcript;
  private final Taking taking;
  private volatile boolean unheard;
  private volatile boolean refused;

  private RelayJoint(Side speaker, JoinedPipe from, InputPipe to, Transcript transcript) {
    this.speaker = speaker;
    this.from = from;
    this.to = to;
    this.transcript = transcript;
    this.taking = Taking.start("talk-relay", this::relay);
  }

  static RelayJoint create(Side speaker, Transcript transcript) throws IOException {
    JoinedPipe from = JoinedPipe.create();
    boolean complete = false;
    try {
      RelayJoint joint = new RelayJoint(speaker, from, InputPipe.create(), transcript);
      complete = true;
      return joint;
    } finally {
      if (!complete) {
        from.close();
      }
    }
  }

  @Override
  public Path speaks() {
    return from.writePath();
  }

  @Override
  public Path listens() {
    return to.path();
  }

  private void relay() throws IOException {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    byte[] bytes = new byte[CHUNK];
    try {
      int count = from.read(chunk, PATIENCE);
      while (count >= 0 && !refused) {
        if (count > 0) {
          chunk.clear().get(bytes, 0, count);
          transcript.add(speaker, bytes, count);
          pass(chunk.clear().limit(count));
        }
        count = from.read(chunk, PATIENCE);
      }
    } finally {
      try {
        from.endReading();
      } finally {
        to.end();
      }
    }
  }

  /** Waits while the pipe is full; whoever is to read it ends that by ending. */
  private void pass(ByteBuffer bytes) throws IOException {
    if (unheard) {
      return;
    }
    try {
      to.write(bytes);
    } catch (IOException closed) {
      if (!unheard) {
        throw closed;
      }
    }
  }

  @Override
  public void speakerEnded() throws IOException {
    from.endWriting();
  }

  @Override
  public void listenerEnded(boolean keepTaking) throws IOException {
    unheard = true;
    refused = !keepTaking;
    to.close();
  }

  @Override
  public void close() throws IOException {
    unheard = true;
    try {
      from.endWriting();
      to.close();
    } finally {
      taking.await();
    }
  }
}
