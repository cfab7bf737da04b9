package gavel.executor.box;

import gavel.model.RunLimits;
import gavel.sandbox.libc.FileName;
import gavel.sandbox.libc.RelativePath;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts what a file system in memory takes for some files: pages and inodes. */
final class Room {
  private static final int PAGE = 4096;
  private final Set<List<FileName>> directories = new HashSet<>();
  private long bytes;
  private long inodes;

  /** All below a directory, and the directory itself. */
  void add(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes status) {
            inodes++;
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes status) {
            addFile(status.size());
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** One more file; directories on its way count, as if none of them were there. */
  void add(RelativePath path, long size) {
    addFile(size);
    for (int depth = 1; depth < path.names().size(); depth++) {
      directories.add(path.names().subList(0, depth));
    }
  }

  /** One more directory; it counts as if neither it nor those on its way were there. */
  void addDirectory(RelativePath path) {
    for (int depth = 1; depth <= path.names().size(); depth++) {
      directories.add(path.names().subList(0, depth));
    }
  }

  private void addFile(long size) {
    inodes++;
    bytes += Math.ceilDiv(size, PAGE) * PAGE;
  }

  boolean isWithin(RunLimits limits) {
    return bytes <= limits.boxSize().bytes() && inodes + directories.size() <= limits.boxInodes();
  }
}
