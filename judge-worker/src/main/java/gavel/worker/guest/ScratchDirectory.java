package gavel.worker.guest;

import gavel.worker.FileTree;
import gavel.worker.JudgeFault.StorageFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory for the bodies of one connection, which goes when the connection does. */
record ScratchDirectory(Path path) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScratchDirectory.class);

  static ScratchDirectory in(Path parent) throws StorageFault {
    try {
      Files.createDirectories(parent);
      return new ScratchDirectory(Files.createTempDirectory(parent, "guest-"));
    } catch (IOException refused) {
      throw new StorageFault(
          "Tried to make a directory for guests' output in " + parent + ": " + refused.getMessage(),
          refused);
    }
  }

  /** Deletes it with the files that are still in it; what cannot be deleted is logged. */
  @Override
  public void close() {
    try {
      FileTree.remove(path);
    } catch (IOException kept) {
      LOG.warn("Tried to delete {}: {}", path, kept.getMessage());
    }
  }
}
