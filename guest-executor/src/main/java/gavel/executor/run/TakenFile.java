package gavel.executor.run;

import gavel.model.ByteSize;
import gavel.model.protocol.Body;
import gavel.sandbox.tree.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What was in a file of a program, there until this is closed: in memory where that is a page at
 * most, as there may be a thousand of them, else in a file that is root's own.
 */
record TakenFile(Body body) implements AutoCloseable {
  private static final int IN_MEMORY = 1 << 12;

  /**
   * Takes so many bytes at most.
   *
   * @param name of the body
   * @param directory for what is large
   */
  static TakenFile of(String name, RegularFile file, ByteSize most, Path directory)
      throws IOException {
    InputStream content = file.content(most);
    byte[] beginning = content.readNBytes(IN_MEMORY + 1);
    if (beginning.length <= IN_MEMORY) {
      return new TakenFile(Body.ofBytes(name, beginning));
    }
    Path copy = Files.createTempFile(directory, "output", null);
    boolean complete = false;
    try {
      try (OutputStream out = Files.newOutputStream(copy)) {
        out.write(beginning);
        content.transferTo(out);
      }
      TakenFile taken = new TakenFile(Body.ofFile(name, copy));
      complete = true;
      return taken;
    } finally {
      if (!complete) {
        Files.deleteIfExists(copy);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (body instanceof Body.OnDisk(_, Path file, _)) {
      Files.deleteIfExists(file);
    }
  }
}
