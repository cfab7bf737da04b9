package gavel.executor.run;

import gavel.model.ByteSize;
import gavel.model.protocol.Body;
import gavel.model.protocol.CollectFile;
import gavel.model.protocol.CollectedFile;
import gavel.model.protocol.CollectedFile.Found;
import gavel.model.protocol.RunFile;
import gavel.sandbox.libc.FileType;
import gavel.sandbox.libc.RelativePath;
import gavel.sandbox.tree.BeneathDirectory;
import gavel.sandbox.tree.FileSearch;
import gavel.sandbox.tree.RegularFile;
import gavel.sandbox.tree.SearchCaps;
import gavel.sandbox.tree.TreeChoice.Choice;
import gavel.sandbox.tree.TreeEntries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The files that are wanted of a run, and what was found of them; there until this is closed. */
public final class Collection implements AutoCloseable {
  /** As deep as a path may be. */
  private static final int DEEPEST = 16;

  private static final int MOST_SEEN = 1 << 17;
  private static final int MOST_IN_TREES = 1024;
  private final List<CollectFile> wanted;
  private final Set<String> wantedPaths;
  private final Path directory;
  private final String bodies;
  private final List<CollectedFile> files = new ArrayList<>();
  private final List<TakenFile> contents = new ArrayList<>();
  private int inTrees;
  private boolean taken;

  /**
   * What is large goes to files in the directory; the names of bodies begin with {@code bodies}.
   */
  Collection(List<CollectFile> wanted, Path directory, String bodies) {
    this.bodies = bodies;
    this.wanted = wanted;
    this.wantedPaths = wanted.stream().map(CollectFile::path).collect(Collectors.toSet());
    this.directory = directory;
  }

  /** Looks for all of them in a box that the user of that number has written. */
  void take(Path box, int uid) throws IOException {
    taken = true;
    try (BeneathDirectory root = BeneathDirectory.open(box)) {
      for (CollectFile file : wanted) {
        CollectedFile found =
            take(root, RelativePath.of(file.path()), file.path(), file.max(), uid);
        if (file.wantsTree() && found.found() == Found.DIRECTORY) {
          takeTree(root, file, uid);
        } else {
          files.add(found);
        }
      }
    }
  }

  /** A file takes what those before it have left of the tree's bytes. */
  private void takeTree(BeneathDirectory root, CollectFile tree, int uid) throws IOException {
    SearchCaps caps = new SearchCaps(DEEPEST, MOST_SEEN, MOST_IN_TREES - inTrees);
    TreeEntries below = root.entries(RelativePath.of(tree.path()), caps, this::choose);
    inTrees += below.entries().size();
    Boolean truncated = below.complete() ? null : Boolean.TRUE;
    files.add(new CollectedFile(tree.path(), Found.DIRECTORY, null, truncated));
    long left = tree.max().bytes();
    for (TreeEntries.Entry entry : below.entries()) {
      String path = entry.path().text().orElseThrow();
      CollectedFile found = take(root, entry.path(), path, ByteSize.ofBytes(left), uid);
      files.add(found);
      left -= found.size() == null ? 0 : Math.min(left, found.size().bytes());
    }
  }

  /** What is asked for by itself is not taken again with a tree. */
  private Choice choose(RelativePath path) {
    Optional<String> text = path.text().filter(RunFile::isPath);
    if (text.isEmpty()) {
      return Choice.LEAVE_OUT;
    }
    return wantedPaths.contains(text.get()) ? Choice.SKIP : Choice.TAKE;
  }

  private CollectedFile take(
      BeneathDirectory root, RelativePath place, String path, ByteSize most, int uid)
      throws IOException {
    return switch (root.find(place, uid)) {
      case FileSearch.Missing _ -> without(path, Found.ABSENT);
      case FileSearch.Unfit(FileType type, String _) -> without(path, of(type));
      case FileSearch.Found(RegularFile found) -> {
        try (found) {
          yield copy(found, path, most);
        }
      }
    };
  }

  private static CollectedFile without(String path, Found found) {
    return new CollectedFile(path, found, null, null);
  }

  private static Found of(FileType type) {
    return switch (type) {
      case FIFO -> Found.FIFO;
      case CHARACTER_DEVICE, BLOCK_DEVICE -> Found.DEVICE;
      case DIRECTORY -> Found.DIRECTORY;
      case SYMBOLIC_LINK -> Found.LINK;
      case SOCKET -> Found.SOCKET;
      case REGULAR, UNKNOWN -> Found.UNREADABLE;
    };
  }

  private CollectedFile copy(RegularFile found, String path, ByteSize most) throws IOException {
    contents.add(TakenFile.of(bodies + "collected/" + path, found, most, directory));
    boolean cut = found.size().compareTo(most) > 0;
    return new CollectedFile(path, Found.FILE, found.size(), cut ? Boolean.TRUE : null);
  }

  /**
   * In the order in which they were asked for, behind each tree what is below it; all absent where
   * there was nothing to look at.
   */
  public List<CollectedFile> files() {
    return taken
        ? List.copyOf(files)
        : wanted.stream().map(file -> without(file.path(), Found.ABSENT)).toList();
  }

  /** Those that were found. */
  public List<Body> bodies() {
    return contents.stream().map(TakenFile::body).toList();
  }

  @Override
  public void close() throws IOException {
    for (TakenFile content : contents) {
      content.close();
    }
  }
}
