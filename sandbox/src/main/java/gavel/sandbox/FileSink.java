package gavel.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Writes output to a new file, in a directory that no program can write. */
public final class FileSink implements OutputSink, AutoCloseable {
  private final FileChannel file;

  /** Creates the file; one that is there already is an error, as is a link. */
  public FileSink(Path path) throws IOException {
    this.file =
        FileChannel.open(
            path,
            Set.of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS));
  }

  @Override
  public void accept(byte[] buffer, int offset, int length) throws IOException {
    ByteBuffer chunk = ByteBuffer.wrap(buffer, offset, length);
    while (chunk.hasRemaining()) {
      file.write(chunk);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
