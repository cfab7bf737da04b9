package gavel.executor.compile;

import gavel.executor.store.Owner;
import gavel.executor.store.StateDir;
import gavel.executor.store.TreeRemover;
import gavel.model.json.InvalidField;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The work directory of one compilation, below a directory that stays root's own. */
final class WorkTree implements AutoCloseable {
  private static final int LONGEST_NAME = 255;
  private static final int DEEPEST = 16;
  private final Path scratch;
  private final Path box;
  private final Set<Path> directories = new HashSet<>();
  private final Set<Path> files = new HashSet<>();

  private WorkTree(Path scratch) throws IOException {
    this.scratch = scratch;
    this.box = Files.createDirectory(scratch.resolve("box"));
    directories.add(box);
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

  /** What the compiler sees as /box. */
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
      Path target = place(source.name());
      makeDirectories(Objects.requireNonNull(target.getParent()));
      requireFree(target, directories);
      requireFree(target, files);
      files.add(target);
      try (InputStream content = source.content().open()) {
        Files.copy(content, target);
      }
    }
  }

  private void requireFree(Path target, Set<Path> taken) {
    InvalidField.require(
        !taken.contains(target),
        "files",
        "has two files in the same place: '" + box.relativize(target) + "'");
  }

  private Path place(String name) {
    String[] parts = name.split("/", -1);
    boolean sound = parts.length <= DEEPEST;
    for (String part : parts) {
      int length = part.getBytes(StandardCharsets.UTF_8).length;
      sound &= length > 0 && length <= LONGEST_NAME && !part.equals(".") && !part.equals("..");
    }
    try {
      Path target = box.resolve(name);
      sound &= target.normalize().equals(target) && target.startsWith(box) && !target.equals(box);
      InvalidField.require(sound, "files", "has a file name that cannot be used: '" + name + "'");
      return target;
    } catch (InvalidPathException unusable) {
      throw new InvalidField("files", "has a file name that cannot be used: '" + name + "'");
    }
  }

  private void makeDirectories(Path directory) throws IOException {
    if (directories.contains(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent == null || !directory.startsWith(box)) {
      throw new IOException("Tried to make " + directory + ", which is outside of " + box);
    }
    makeDirectories(parent);
    requireFree(directory, files);
    Files.createDirectory(directory);
    directories.add(directory);
  }

  /** Gives all of it to the user that the compiler runs as. */
  void giveTo(int uid) throws IOException {
    give(files, "rw-r--r--", uid);
    give(directories, "rwxr-xr-x", uid);
  }

  private static void give(Set<Path> paths, String permissions, int uid) throws IOException {
    for (Path path : paths) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
      Owner.give(path, uid);
    }
  }

  @Override
  public void close() throws IOException {
    TreeRemover.remove(scratch);
  }
}
