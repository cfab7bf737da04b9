package gavel.executor.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Deletes directories that a program has filled. Links are deleted, not followed. Directories come
 * up one by one to the level of the first before they are emptied, so that no nesting is too deep
 * and no path too long.
 */
public final class TreeRemover {
  private TreeRemover() {}

  /**
   * Deletes the directory and all below it; nothing happens where there is none. The directory
   * above must be the caller's alone, and nothing may write below any more.
   */
  public static void remove(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent == null || !Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path trash = Files.createTempDirectory(parent, ".trash");
    Deque<Path> left = new ArrayDeque<>();
    long moved = 0;
    left.add(Files.move(directory, trash.resolve("0")));
    while (!left.isEmpty()) {
      Path next = left.remove();
      moved = empty(next, trash, moved, left);
      Files.delete(next);
    }
    Files.delete(trash);
  }

  private static long empty(Path directory, Path trash, long moved, Deque<Path> left)
      throws IOException {
    long count = moved;
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return count;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          count++;
          left.add(Files.move(entry, trash.resolve(Long.toString(count))));
        } else {
          deleteFile(entry);
        }
      }
    } catch (DirectoryIteratorException unreadable) {
      throw unreadable.getCause();
    }
    return count;
  }

  private static void deleteFile(Path file) throws IOException {
    try {
      Files.delete(file);
    } catch (NoSuchFileException alreadyGone) {
      // readdir(3) may list an entry twice while others are removed
      assert !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }
  }
}
