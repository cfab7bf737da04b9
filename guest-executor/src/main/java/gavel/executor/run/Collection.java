package gavel.executor.run;

import gavel.model.ByteSize;
import gavel.model.protocol.Body;
import gavel.model.protocol.CollectFile;
import gavel.model.protocol.CollectedFile;
import gavel.model.protocol.CollectedFile.Found;
import gavel.sandbox.libc.FileType;
import gavel.sandbox.libc.RelativePath;
import gavel.sandbox.tree.BeneathDirectory;
import gavel.sandbox.tree.FileSearch;
import gavel.sandbox.tree.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that are wanted of a run, and what was found of them; there until this is closed. */
public final class Collection implements AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private final List<CollectFile> wanted;
  private final Path directory;
  private final String bodies;
  private final List<CollectedFile> files = new ArrayList<>();
  private final List<OutputCollector> contents = new ArrayList<>();
  private boolean taken;

  /**
   * What is large goes to files in the directory; the names of bodies begin with {@code bodies}.
   */
  Collection(List<CollectFile> wanted, Path directory, String bodies) {
    this.bodies = bodies;
    this.wanted = wanted;
    this.directory = directory;
  }

  /** Looks for all of them in a box that the user of that number has written. */
  void take(Path box, int uid) throws IOException {
    taken = true;
    try (BeneathDirectory root = BeneathDirectory.open(box)) {
      for (CollectFile file : wanted) {
        files.add(take(root, file, uid));
      }
    }
  }

  private CollectedFile take(BeneathDirectory root, CollectFile file, int uid) throws IOException {
    return switch (root.find(RelativePath.of(file.path()), uid)) {
      case FileSearch.Missing _ -> without(file, Found.ABSENT);
      case FileSearch.Unfit(FileType type, String _) -> without(file, of(type));
      case FileSearch.Found(RegularFile found) -> {
        try (found) {
          yield copy(found, file);
        }
      }
    };
  }

  private static CollectedFile without(CollectFile file, Found found) {
    return new CollectedFile(file.path(), found, null, null);
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

  private CollectedFile copy(RegularFile found, CollectFile file) throws IOException {
    OutputCollector content = new OutputCollector(bodies + "collected/" + file.path(), directory);
    contents.add(content);
    InputStream in = found.content(file.max());
    byte[] chunk = in.readNBytes(CHUNK);
    while (chunk.length > 0) {
      content.accept(chunk, 0, chunk.length);
      chunk = in.readNBytes(CHUNK);
    }
    ByteSize size = found.size();
    boolean cut = size.compareTo(file.max()) > 0;
    return new CollectedFile(file.path(), Found.FILE, size, cut ? Boolean.TRUE : null);
  }

  /** In the order in which they were asked for; all absent where there was nothing to look at. */
  public List<CollectedFile> files() {
    return taken
        ? List.copyOf(files)
        : wanted.stream().map(file -> without(file, Found.ABSENT)).toList();
  }

  /** Those that were found. */
  public List<Body> bodies() throws IOException {
    List<Body> found = new ArrayList<>();
    for (OutputCollector content : contents) {
      found.add(content.body());
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    for (OutputCollector content : contents) {
      content.close();
    }
  }
}
