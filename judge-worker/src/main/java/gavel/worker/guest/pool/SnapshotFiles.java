package gavel.worker.guest.pool;

import java.nio.file.Path;
import java.util.List;

/**
 * What the files of a snapshot are called: a monitor that reads them itself looks for the names
 * that it gave them.
 *
 * @param memory all of a machine's memory
 * @param others all else of it
 */
record SnapshotFiles(String memory, List<String> others) {
  private static final String STATE = "state";

  /** Where the names are ours to choose. */
  static final SnapshotFiles USUAL = new SnapshotFiles("memory", List.of(STATE));

  /** Copies the list. */
  SnapshotFiles {
    others = List.copyOf(others);
  }

  /** The state of processors and devices, where the names are ours to choose. */
  static Path stateIn(Path directory) {
    return directory.resolve(STATE);
  }

  Path memoryIn(Path directory) {
    return directory.resolve(memory);
  }

  List<Path> othersIn(Path directory) {
    return others.stream().map(directory::resolve).toList();
  }
}
