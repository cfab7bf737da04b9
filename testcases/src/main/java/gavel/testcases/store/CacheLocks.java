package gavel.testcases.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Locks of the directories of a cache, between processes: each is a byte of one file, which stays
 * empty. The kernel drops them with the process, however that ends.
 */
final class CacheLocks implements AutoCloseable {
  private static final int RADIX = 16;
  private static final int DIGITS = 15;

  /** The only one in this process: closing any other would drop the locks of all. */
  private final FileChannel channel;

  /** A thread that nobody interrupts: an interrupt in the middle would close the channel. */
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("store-locks").factory());

  CacheLocks(Path directory) throws IOException {
    channel =
        FileChannel.open(
            directory.resolve("locks"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
  }

  /** Together with others; waits for one that removes it. */
  FileLock share(String sha256) throws IOException {
    return undisturbed(() -> channel.lock(position(sha256), 1, /* shared= */ true));
  }

  /** Alone, or nothing where somebody uses it. */
  Optional<FileLock> tryAlone(String sha256) throws IOException {
    return undisturbed(() -> {
      try {
        return Optional.ofNullable(channel.tryLock(position(sha256), 1, /* shared= */ false));
      } catch (OverlappingFileLockException held) {
        return Optional.empty();
      }
    });
  }

  private interface Locking<T> {
    T lock() throws IOException;
  }

  private <T> T undisturbed(Locking<T> locking) throws IOException {
    try {
      return CompletableFuture.supplyAsync(
              () -> {
                try {
                  return locking.lock();
                } catch (IOException failed) {
                  throw new UncheckedIOException(failed);
                }
              },
              thread)
          .join();
    } catch (CompletionException failed) {
      throw new IOException("Tried to lock " + failed.getCause(), failed);
    }
  }

  private static long position(String sha256) {
    return Long.parseLong(sha256.substring(0, DIGITS), RADIX);
  }

  @Override
  public void close() throws IOException {
    thread.shutdown();
    channel.close();
  }
}
