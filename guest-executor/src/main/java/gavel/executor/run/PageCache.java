package gavel.executor.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads files before a run does, so that their pages are charged to this process and not to the
 * control group of the run that happens to come first.
 */
public final class PageCache {
  private static final long MOST = 512L << 20;

  private PageCache() {}

  /** Reads all regular files of these trees, links not followed, up to 512 MiB. */
  public static void warm(List<Path> trees) throws IOException {
    long left = MOST;
    for (Path tree : trees) {
      left -= warm(tree, left);
    }
  }

  private static long warm(Path tree, long most) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(tree)) {
      files = all.filter(PageCache::isFile).toList();
    }
    long read = 0;
    for (Path file : files) {
      long size = Files.size(file);
      if (read + size > most) {
        return read;
      }
      read += size;
      Files.copy(file, OutputStream.nullOutputStream());
    }
    return read;
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }
}
