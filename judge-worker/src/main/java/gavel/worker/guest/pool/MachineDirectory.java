package gavel.worker.guest.pool;

import gavel.worker.FileTree;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one machine, in a directory that nobody else can enter. */
record MachineDirectory(Path path) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MachineDirectory.class);

  /** Paths of Unix sockets end at 107 bytes; the longest name of one in here has a dozen. */
  private static final int LONGEST = 90;

  private static final AtomicLong MADE = new AtomicLong();

  static MachineDirectory below(Path parent, String prefix) throws IOException {
    Files.createDirectories(parent);
    Path made = create(parent.toAbsolutePath(), prefix);
    MachineDirectory directory = new MachineDirectory(made);
    if (made.toString().length() > LONGEST) {
      directory.close();
      throw new IOException(
          made + " is too long a path for sockets in it: name a shorter worker.scratch");
    }
    return directory;
  }

  /** With a short name, which createTempDirectory does not give. */
  private static Path create(Path parent, String prefix) throws IOException {
    while (true) {
      try {
        return Files.createDirectory(
            parent.resolve(prefix + MADE.incrementAndGet()),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (FileAlreadyExistsException taken) {
        LOG.debug("Another has that name", taken);
      }
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Deletes it with all that is in it; what cannot be deleted is logged. */
  @Override
  public void close() {
    try {
      FileTree.remove(path);
    } catch (IOException kept) {
      LOG.warn("Tried to delete {}: {}", path, kept.getMessage());
    }
  }
}
