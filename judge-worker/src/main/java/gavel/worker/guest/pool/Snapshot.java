package gavel.worker.guest.pool;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A machine that stands still, as files in a directory: its memory, where that is not empty, and
 * the state of its processors and devices.
 */
record Snapshot(Path directory, Extents extents) {
  private static final String MEMORY = "memory";
  private static final String EXTENTS = "extents";
  private static final String STATE = "state";

  /**
   * What is in the directory.
   *
   * @throws IOException when it is not a whole snapshot that can be read
   */
  static Snapshot open(Path directory) throws IOException {
    Snapshot snapshot = new Snapshot(directory, Extents.read(directory.resolve(EXTENTS)));
    try (FileChannel memory = FileChannel.open(directory.resolve(MEMORY));
        FileChannel state = FileChannel.open(snapshot.state())) {
      if (memory.size() != snapshot.extents.size() || state.size() == 0) {
        throw new IOException(directory + " is not a whole snapshot");
      }
    }
    return snapshot;
  }

  /** Writes the memory of a machine that stands still beside the state that is there already. */
  static Snapshot write(Path directory, FileChannel memory) throws IOException {
    Extents extents = Extents.of(memory);
    try (FileChannel copy =
            FileChannel.open(
                directory.resolve(MEMORY),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        FileChannel state = FileChannel.open(stateIn(directory), StandardOpenOption.WRITE)) {
      Extents.enlarge(copy, extents.size());
      extents.copy(memory, copy);
      copy.force(true);
      state.force(true);
    }
    extents.write(directory.resolve(EXTENTS));
    return new Snapshot(directory, extents);
  }

  /** Where the state is in such a directory. */
  static Path stateIn(Path directory) {
    return directory.resolve(STATE);
  }

  private Path state() {
    return stateIn(directory);
  }

  /** Makes the file, a hole as large as it, the memory of a further machine. */
  void copyMemory(FileChannel to) throws IOException {
    try (FileChannel memory = FileChannel.open(directory.resolve(MEMORY))) {
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
