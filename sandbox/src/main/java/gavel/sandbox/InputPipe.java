package gavel.sandbox;

import gavel.sandbox.libc.NewPipe;
import gavel.sandbox.libc.PipeReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A program's standard input while it is written. What is written before the program begins waits
 * for it in the pipe, and so does the end.
 *
 * <p>The reading end is kept open here until {@link #close}, so that writing is no error when the
 * program is gone: it may leave its input unread. A write that waits for room ends by {@link
 * #close}, from another thread.
 */
public final class InputPipe implements AutoCloseable {
  private final Path path;
  private final PipeReader kept;
  private final FileChannel writing;

  private InputPipe(Path path, PipeReader kept, FileChannel writing) {
    this.path = path;
    this.kept = kept;
    this.writing = writing;
  }

  /** Makes the pipe. */
  public static InputPipe create() throws IOException {
    try (NewPipe pipe = NewPipe.create()) {
      boolean complete = false;
      try {
        pipe.permitAll();
        FileChannel writing = FileChannel.open(pipe.writePath(), StandardOpenOption.WRITE);
        complete = true;
        return new InputPipe(pipe.readPath(), pipe.reader(), writing);
      } finally {
        if (!complete) {
          pipe.reader().close();
        }
      }
    }
  }

  /** What a {@link RunSpec} names as its standard input. */
  public Path path() {
    return path;
  }

  /** Writes all of it; waits while the pipe is full. For one thread at a time. */
  public void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      writing.write(bytes);
    }
  }

  /** Nothing more will be written: the program sees the end behind what it was written. */
  public void end() throws IOException {
    writing.close();
  }

  @Override
  public void close() throws IOException {
    try (kept) {
      writing.close();
    }
  }
}
