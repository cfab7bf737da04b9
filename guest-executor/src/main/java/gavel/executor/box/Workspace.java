package gavel.executor.box;

import gavel.executor.store.Artifact;
import gavel.model.RunLimits;
import gavel.model.json.InvalidField;
import gavel.model.protocol.CollectFile;
import gavel.sandbox.Box;
import gavel.sandbox.libc.Errno;
import gavel.sandbox.libc.FileName;
import gavel.sandbox.libc.FileType;
import gavel.sandbox.libc.RelativePath;
import gavel.sandbox.tree.BeneathDirectory;
import gavel.sandbox.tree.CopyCaps;
import gavel.sandbox.tree.CopyResult;
import gavel.sandbox.tree.FileSearch;
import gavel.sandbox.tree.FileSearch.Found;
import gavel.sandbox.tree.FileSearch.Missing;
import gavel.sandbox.tree.FileSearch.Unfit;
import gavel.sandbox.tree.TreeCopy;
import gavel.sandbox.tree.TreeOwner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a program finds in its working directory beside its artifact, and what of it is wanted.
 *
 * @param writable whether the program can change what is there, its copy of the artifact included
 */
public record Workspace(List<PlacedFile> files, List<CollectFile> collect, boolean writable) {
  /** The artifact itself, which can be read and not changed. */
  public static final Workspace PLAIN = new Workspace(List.of(), List.of(), false);

  /** Copies the lists. */
  public Workspace {
    files = List.copyOf(files);
    collect = List.copyOf(collect);
    collect.forEach(file -> path("collect", file.path()));
  }

  static RelativePath path(String field, String path) {
    try {
      return RelativePath.of(path);
    } catch (IllegalArgumentException noPath) {
      throw new InvalidField(field, "has a file name that cannot be used: '" + path + "'");
    }
  }

  private boolean isPlain() {
    return files.isEmpty() && !writable;
  }

  /**
   * Refuses files that lie where the artifact has some, and more than fits under the limits.
   *
   * @throws InvalidField that names the field
   */
  public void check(Artifact artifact, RunLimits limits) throws IOException {
    if (isPlain()) {
      return;
    }
    Room room = new Room();
    room.add(artifact.directory());
    try (BeneathDirectory root = BeneathDirectory.open(artifact.directory())) {
      for (PlacedFile file : files) {
        requireFree(root, file);
        if (file.content().isPresent()) {
          room.add(file.path(), Files.size(file.content().get()));
        } else {
          room.addDirectory(file.path());
        }
      }
    }
    InvalidField.require(
        room.isWithin(limits),
        files.isEmpty() ? "writable" : "files",
        "is more, with the artifact, than fits into /box, see the limits box_bytes and box_inodes");
  }

  private static void requireFree(BeneathDirectory artifact, PlacedFile placed) throws IOException {
    List<FileName> names = placed.path().names();
    int ways = placed.content().isPresent() ? names.size() - 1 : names.size();
    for (int count = 1; count <= names.size(); count++) {
      FileSearch there = artifact.find(new RelativePath(names.subList(0, count)), 0);
      if (there instanceof Missing) {
        return;
      }
      if (there instanceof Found(var file)) {
        file.close();
      }
      boolean isWay = there instanceof Unfit(FileType type, _) && type == FileType.DIRECTORY;
      InvalidField.require(
          isWay && count <= ways,
          "files",
          "has '" + placed.path() + "', where the artifact has something of its own");
    }
  }

  /** What the program gets as its directory. */
  public Box box(Artifact artifact, int uid, Box.Collector collector) {
    return isPlain()
        ? new Box.Directory(artifact.directory())
        : new Box.Fresh(root -> fill(root, artifact, uid), collector, writable);
  }

  private void fill(Path box, Artifact artifact, int uid) throws IOException {
    try (BeneathDirectory root = BeneathDirectory.open(box);
        BeneathDirectory from = BeneathDirectory.open(artifact.directory())) {
      if (TreeCopy.copyInto(from, root, CopyCaps.ARTIFACT, uid)
          instanceof CopyResult.Refused(String why)) {
        throw new IOException("Tried to copy an artifact: " + why);
      }
      for (PlacedFile file : files) {
        Errno errno = place(root, file);
        if (!errno.equals(Errno.NONE)) {
          throw new IOException("Tried to write a file beside an artifact: " + errno);
        }
      }
      if (writable) {
        TreeOwner.give(root, uid);
      }
    }
  }

  private static Errno place(BeneathDirectory root, PlacedFile file) throws IOException {
    if (file.content().isEmpty()) {
      return root.makeDirectories(file.path());
    }
    try (InputStream content = Files.newInputStream(file.content().get())) {
      return root.write(file.path(), content, file.permissions());
    }
  }
}
