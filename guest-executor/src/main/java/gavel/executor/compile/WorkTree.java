package gavel.executor.compile;

import gavel.executor.store.StateDir;
import gavel.sandbox.libc.Errno;
import gavel.sandbox.libc.RelativePath;
import gavel.sandbox.tree.BeneathDirectory;
import gavel.sandbox.tree.CopyCaps;
import gavel.sandbox.tree.CopyResult;
import gavel.sandbox.tree.TreeCopy;
import gavel.sandbox.tree.TreeOwner;
import gavel.sandbox.tree.TreeRemover;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What goes into a compiler's box and what comes out of it. The box is a file system of its own,
 * which only its descriptor leads to; the copies lie below the state directory and are root's.
 */
final class WorkTree implements AutoCloseable {
  private static final int SOURCE = 0644;
  private final SourcePlaces sources;
  private final int uid;
  private final Path scratch;
  private CopyResult product = new CopyResult.Refused("the compiler was not run");

  private boolean collected;

  private WorkTree(SourcePlaces sources, int uid, Path scratch) {
    this.sources = sources;
    this.uid = uid;
    this.scratch = scratch;
  }

  /** For these sources, to be compiled by that user. */
  static WorkTree open(StateDir state, SourcePlaces sources, int uid) throws IOException {
    return new WorkTree(sources, uid, state.newScratch());
  }

  /** Writes the sources into an empty box and gives all of it to the user. */
  void fill(Path box) throws IOException {
    try (BeneathDirectory root = BeneathDirectory.open(box)) {
      for (Map.Entry<RelativePath, SourceFile> source : sources.files().entrySet()) {
        try (InputStream content = source.getValue().content().open()) {
          Errno errno = root.write(source.getKey(), content, SOURCE);
          if (!errno.equals(Errno.NONE)) {
            throw new IOException("Tried to write a source into an empty box: " + errno);
          }
        }
      }
      TreeOwner.give(root, uid);
    }
  }

  /** Makes root's own, and unwritable, copies of what the compiler left in the box. */
  void collect(Path box) throws IOException {
    try (BeneathDirectory root = BeneathDirectory.open(box)) {
      collected = true;
      product = TreeCopy.copyOut(root, directory(), CopyCaps.ARTIFACT, uid);
    }
  }

  /** Does without a compiler: what goes in comes out. */
  void passThrough() throws IOException {
    Path box = Files.createDirectory(scratch.resolve("box"));
    fill(box);
    collect(box);
  }

  /** Whether there is a product, or a reason why not that another try would not change. */
  boolean isCollected() {
    return collected;
  }

  /** What became of collecting. */
  CopyResult product() {
    return product;
  }

  /** Where the copies are. */
  Path directory() {
    return scratch.resolve("product");
  }

  @Override
  public void close() throws IOException {
    TreeRemover.remove(scratch);
  }
}
