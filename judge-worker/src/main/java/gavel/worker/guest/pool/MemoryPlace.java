package gavel.worker.guest.pool;

import gavel.model.ByteSize;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the memory of a machine is, when it has to be a file: in a file system that is memory
 * itself, or, where there is none with room for all of it, with the machine's other files.
 */
final class MemoryPlace {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final String TMPFS = "tmpfs";

  private MemoryPlace() {}

  /** A new file without content, for the caller to delete. */
  static Path newFile(MachineDirectory directory, ByteSize size) throws IOException {
    Path place = hasRoom(size) ? SHARED_MEMORY : directory.path();
    return Files.createTempFile(
        place,
        "gavel-",
        ".memory",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static boolean hasRoom(ByteSize size) throws IOException {
    if (!Files.isWritable(SHARED_MEMORY)) {
      return false;
    }
    FileStore store = Files.getFileStore(SHARED_MEMORY);
    return store.type().equals(TMPFS) && store.getUsableSpace() >= size.bytes();
  }
}
