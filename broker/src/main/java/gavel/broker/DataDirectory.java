package gavel.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory of one broker, held by a file lock so that two brokers never write the same logs.
 *
 * <p>The kernel drops the lock with the process, however that ends, so a stale lock cannot exist.
 */
final class DataDirectory implements AutoCloseable {
  private final Path root;
  private final FileChannel lock;

  private DataDirectory(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Creates the directory where it is missing, readable by its owner only, and locks it.
   *
   * @throws EnvironmentException when another broker holds it
   */
  static DataDirectory lock(Path directory) throws IOException, EnvironmentException {
    Path root = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(root)) {
      Files.createDirectories(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    FileChannel channel =
        FileChannel.open(
            root.resolve("broker.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      String holder = readHolder(channel);
      channel.close();
      throw new EnvironmentException(
          "data directory "
              + root
              + " is in use by another broker (process "
              + holder
              + "): stop that one or choose another directory");
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    return new DataDirectory(root, channel);
  }

  private static String readHolder(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(20);
    channel.read(pid, 0);
    String text = StandardCharsets.US_ASCII.decode(pid.flip()).toString();
    return text.isEmpty() ? "starting" : text;
  }

  /** Where Kafka keeps its logs. */
  Path logs() {
    return root.resolve("kafka");
  }

  /** Where the logs are prepared before they appear, whole, as {@link #logs()}. */
  Path scratch() {
    return root.resolve("kafka.new");
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
