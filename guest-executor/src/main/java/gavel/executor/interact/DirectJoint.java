package gavel.executor.interact;

import gavel.sandbox.JoinedPipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Both programs have the same pipe. */
final class DirectJoint implements Joint {
  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final int CHUNK = 1 << 16;
  private final JoinedPipe pipe;
  private volatile @Nullable Taking taking;

  private DirectJoint(JoinedPipe pipe) {
    this.pipe = pipe;
  }

  static DirectJoint create() throws IOException {
    return new DirectJoint(JoinedPipe.create());
  }

  @Override
  public Path speaks() {
    return pipe.writePath();
  }

  @Override
  public Path listens() {
    return pipe.readPath();
  }

  @Override
  public void speakerEnded() throws IOException {
    pipe.endWriting();
  }

  @Override
  public void listenerEnded(boolean keepTaking) throws IOException {
    if (keepTaking) {
      taking = Taking.start("talk-drain", this::drain);
    } else {
      pipe.endReading();
    }
  }

  private void drain() throws IOException {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    while (pipe.read(chunk, PATIENCE) >= 0) {
      chunk.clear();
    }
  }

  @Override
  public void close() throws IOException {
    pipe.endWriting();
    try {
      Taking begun = taking;
      if (begun != null) {
        begun.await();
      }
    } finally {
      pipe.endReading();
    }
  }
}
