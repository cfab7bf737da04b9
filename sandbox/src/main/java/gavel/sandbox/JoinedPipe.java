package gavel.sandbox;

import gavel.sandbox.libc.NewPipe;
import gavel.sandbox.libc.PipeReader;
import gavel.sandbox.libc.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A pipe between programs, or from one to this process. Both ends are kept open here until they are
 * let go of: so a writer gets no SIGPIPE, and a reader sees no end, because the other is gone.
 *
 * <p>The read end is one thread's at a time; the write end can be let go of from any.
 */
public final class JoinedPipe implements AutoCloseable {
  private final NewPipe pipe;
  private final Poll poll = new Poll(1);
  private final AtomicBoolean writing = new AtomicBoolean(true);

  private JoinedPipe(NewPipe pipe) {
    this.pipe = pipe;
    poll.watch(0, pipe.reader());
  }

  /** Makes the pipe. */
  public static JoinedPipe create() throws IOException {
    NewPipe pipe = NewPipe.create();
    boolean complete = false;
    try {
      pipe.permitAll();
      complete = true;
      return new JoinedPipe(pipe);
    } finally {
      if (!complete) {
        pipe.reader().close();
        pipe.close();
      }
    }
  }

  /** Where the launcher of the reader finds it, as long as the read end is kept. */
  public Path readPath() {
    return pipe.readPath();
  }

  /** Where the launcher of the writer finds it, as long as the write end is kept. */
  public Path writePath() {
    return pipe.otherWritePath();
  }

  /**
   * Reads what is there.
   *
   * @param buffer a direct one; its position and limit mean nothing
   * @return the bytes read from the buffer's beginning; 0 when there were none for so long; -1 at
   *     the end
   */
  public int read(ByteBuffer buffer, Duration patience) throws IOException {
    poll.await(patience);
    return poll.isReady(0) ? pipe.reader().read(buffer) : 0;
  }

  /** Lets go of the write end: the reader sees the end when all other writers are gone. */
  public void endWriting() throws IOException {
    if (writing.compareAndSet(true, false)) {
      pipe.close();
    }
  }

  /** Lets go of the read end: who writes when all other readers are gone gets SIGPIPE. */
  public void endReading() throws IOException {
    PipeReader reader = pipe.reader();
    poll.watch(0, null);
    reader.close();
  }

  @Override
  public void close() throws IOException {
    try {
      endWriting();
    } finally {
      endReading();
    }
  }
}
