package gavel.sandbox;

import java.io.IOException;
import java.nio.file.Path;

/** What a program finds in {@code /box}, its working directory. */
public sealed interface Box {
  /**
   * A host directory that programs can read and not change.
   *
   * @param path below the slot's state directory, no links on the way
   */
  record Directory(Path path) implements Box {}

  /**
   * An empty file system in memory, bounded by {@code boxSize} and {@code boxInodes} of the run's
   * limits, and gone when the run is over.
   *
   * @param filler called before the program starts
   * @param collector called after all of the program is gone; not where the kernel has ended the
   *     launcher, and the box with it, before the program came to be
   * @param writable whether the program can change what is there
   */
  record Fresh(Filler filler, Collector collector, boolean writable) implements Box {
    /** One that the program can change. */
    public Fresh(Filler filler, Collector collector) {
      this(filler, collector, true);
    }
  }

  /** Puts files into a fresh box. */
  @FunctionalInterface
  interface Filler {
    /** Fills it; the root can be opened as it is, for as long as this call lasts. */
    void fill(Path root) throws IOException;
  }

  /** Takes files out of a box that a program has used. */
  @FunctionalInterface
  interface Collector {
    /**
     * Collects what is wanted. The root can be opened as it is, for as long as this call lasts;
     * below it may be anything that a program can make, and nothing there is to be found by a path:
     * see {@code gavel.sandbox.tree}.
     */
    void collect(Path root, RunReport report) throws IOException;
  }
}
