package gavel.worker.guest.pool;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A machine that stands still, as files in a directory: its memory, where that is not empty, and
 * the state of its processors and devices.
 */
record Snapshot(Path directory, SnapshotFiles files, Extents extents) {
  private static final String EXTENTS = "extents";

  /**
   * What is in the directory.
   *
   * @throws IOException when it is not a whole snapshot that can be read
   */
  static Snapshot open(Path directory, SnapshotFiles files) throws IOException {
    Extents extents = Extents.read(directory.resolve(EXTENTS));
    boolean whole = Files.size(files.memoryIn(directory)) == extents.size();
    for (Path other : files.othersIn(directory)) {
      whole &= Files.isReadable(other) && Files.size(other) > 0;
    }
    if (!whole || !Files.isReadable(files.memoryIn(directory))) {
      throw new IOException(directory + " is not a whole snapshot");
    }
    return new Snapshot(directory, files, extents);
  }

  /** Writes the memory of a machine that stands still beside all else, which is there already. */
  static Snapshot write(Path directory, SnapshotFiles files, FileChannel memory)
      throws IOException {
    Extents extents = Extents.of(memory);
    try (FileChannel copy =
        FileChannel.open(
            files.memoryIn(directory), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Extents.enlarge(copy, extents.size());
      extents.copy(memory, copy);
      copy.force(true);
    }
    for (Path other : files.othersIn(directory)) {
      try (FileChannel written = FileChannel.open(other, StandardOpenOption.WRITE)) {
        written.force(true);
      }
    }
    extents.write(directory.resolve(EXTENTS));
    return new Snapshot(directory, files, extents);
  }

  /** Takes over what a monitor has written; of the memory only what is not zeros. */
  static Snapshot takeOver(Path from, Path directory, SnapshotFiles files) throws IOException {
    for (String other : files.others()) {
      Files.move(from.resolve(other), directory.resolve(other));
    }
    try (FileChannel memory = FileChannel.open(files.memoryIn(from))) {
      return write(directory, files, memory);
    }
  }

  /** All of the memory. */
  Path memory() {
    return files.memoryIn(directory);
  }

  /** The state of processors and devices, where that is one file. */
  Path state() {
    return SnapshotFiles.stateIn(directory);
  }

  /** Makes the file, a hole as large as it, the memory of a further machine. */
  void copyMemory(FileChannel to) throws IOException {
    try (FileChannel memory = FileChannel.open(memory())) {
      extents.copy(memory, to);
    }
  }

  /** Says the state to whoever restores it. */
  void sendState(SocketChannel to) throws IOException {
    try (FileChannel state = FileChannel.open(state());
        var in = Channels.newInputStream(state);
        var out = Channels.newOutputStream(to)) {
      in.transferTo(out);
    }
  }
}
