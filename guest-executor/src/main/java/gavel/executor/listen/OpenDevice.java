package gavel.executor.listen;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A character device that is open for both directions. Two channels, because one does not write
 * while it reads; of one descriptor, as a port of virtio-serial can be opened once only.
 */
record OpenDevice(FileChannel in, FileChannel out) implements AutoCloseable {
  private static final int TYPE = 0170000;
  private static final int CHARACTER_DEVICE = 0020000;

  static OpenDevice open(Path path) throws IOException {
    if (((int) Files.getAttribute(path, "unix:mode") & TYPE) != CHARACTER_DEVICE) {
      throw new IOException(path + " is not a character device");
    }
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    return new OpenDevice(
        new FileInputStream(file.getFD()).getChannel(),
        new FileOutputStream(file.getFD()).getChannel());
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
    } finally {
      out.close();
    }
  }
}
