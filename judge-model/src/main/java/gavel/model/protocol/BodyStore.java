package gavel.model.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where received bodies are kept: small ones in memory, others in files of a directory.
 *
 * @param directory for files, which belong to the receiver and are deleted by it
 * @param inMemory up to this size a body stays in memory, in bytes
 * @param perMessage all bodies of one message together, in bytes
 * @param memory what messages hold while they are in use
 */
public record BodyStore(Path directory, int inMemory, long perMessage, MemoryBudget memory) {
  /** Without a bound on what messages hold in memory together. */
  public BodyStore(Path directory, int inMemory, long perMessage) {
    this(directory, inMemory, perMessage, MemoryBudget.UNBOUNDED);
  }

  /** In memory up to 1 MiB; 2.5 GiB in a message, as a compiler may write. */
  public static BodyStore in(Path directory) {
    return new BodyStore(directory, 1 << 20, 2560L << 20);
  }

  /**
   * Takes exactly {@code size} bytes from the stream; deletes what it began when that fails.
   *
   * @throws StorageFailure when that is for a reason of this machine
   */
  Body receive(String name, long size, InputStream from) throws IOException {
    if (size <= inMemory) {
      return Body.ofBytes(name, from.readNBytes((int) size));
    }
    Path file = fresh();
    boolean complete = false;
    try (OutputStream to = new Stored(Files.newOutputStream(file))) {
      from.transferTo(to);
      complete = true;
    } finally {
      if (!complete) {
        Files.deleteIfExists(file);
      }
    }
    return new Body.OnDisk(name, file, size);
  }

  private Path fresh() throws StorageFailure {
    try {
      return Files.createTempFile(directory, "body", null);
    } catch (IOException ours) {
      throw new StorageFailure(ours);
    }
  }

  /** Tells what fails here from what the peer does. */
  private static final class Stored extends OutputStream {
    private final OutputStream file;

    Stored(OutputStream file) {
      this.file = file;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        file.write(bytes, offset, length);
      } catch (IOException ours) {
        throw new StorageFailure(ours);
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** Deletes the files among the bodies, and gives the memory back to the budget. */
  public static void discard(Envelope envelope) throws IOException {
    envelope.memory().close();
    for (Body body : envelope.bodies()) {
      if (body instanceof Body.OnDisk(_, Path file, _)) {
        Files.deleteIfExists(file);
      }
    }
  }
}
