package gavel.executor.compile;

import gavel.executor.store.StateDir;
import gavel.model.json.InvalidField;
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
import java.util.List;

/**
 * The work directory of one compilation, below a directory that stays root's own. The compiler can
 * write in it, so that it is only touched by way of its descriptor.
 */
final class WorkTree implements AutoCloseable {
  private static final int DEEPEST = 16;
  private static final int SOURCE = 0644;
  private final Path scratch;
  private final Path box;
  private final BeneathDirectory root;

  private WorkTree(Path scratch) throws IOException {
    this.scratch = scratch;
    this.box = Files.createDirectory(scratch.resolve("box"));
    this.root = BeneathDirectory.open(box);
  }

  static WorkTree open(StateDir state) throws IOException {
    Path scratch = state.newScratch();
    boolean complete = false;
    try {
      WorkTree tree = new WorkTree(scratch);
      complete = true;
      return tree;
    } finally {
      if (!complete) {
        TreeRemover.remove(scratch);
      }
    }
  }

  /** What the compiler sees as /box: for its sandbox, not to be looked into. */
  Path box() {
    return box;
  }

  /**
   * Writes the files.
   *
   * @throws InvalidField for a name that cannot be used
   */
  void write(List<SourceFile> sources) throws IOException {
    for (SourceFile source : sources) {
      RelativePath path = path(source.name());
      try (InputStream content = source.content().open()) {
        Errno errno = root.write(path, content, SOURCE);
        InvalidField.require(
            errno.equals(Errno.NONE),
            "files",
            "has two files in the same place: '" + source.name() + "'");
      }
    }
  }

  private static RelativePath path(String name) {
    try {
      RelativePath path = RelativePath.of(name);
      InvalidField.require(path.names().size() <= DEEPEST, "files", unusable(name));
      return path;
    } catch (IllegalArgumentException noPath) {
      throw new InvalidField("files", unusable(name));
    }
  }

  private static String unusable(String name) {
    return "has a file name that cannot be used: '" + name + "'";
  }

  /** Gives all of it to the user that the compiler runs as. */
  void giveTo(int uid) throws IOException {
    TreeOwner.give(root, uid);
  }

  /** Where {@link #copyOut} puts what the compiler left. */
  Path product() {
    return scratch.resolve("product");
  }

  /** Makes root's own, and unwritable, copies of what the compiler of that user left. */
  CopyResult copyOut(int uid) throws IOException {
    return TreeCopy.copyOut(root, product(), CopyCaps.ARTIFACT, uid);
  }

  @Override
  public void close() throws IOException {
    root.close();
    TreeRemover.remove(scratch);
  }
}
