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
   * An empty file system in memory that programs can write to, bounded by {@code boxSize} and
   * {@code boxInodes} of the run's limits, and gone when the next run begins.
   *
   * @param filler called before the program starts
   * @param collector called after all of the program is gone
   */
  record Fresh(Access filler, Access collector) implements Box {}

  /** What is done with a fresh box from outside. */
  @FunctionalInterface
  interface Access {
    /** Nothing of it: the box starts empty, or what is in it is not wanted. */
    Access NONE = _ -> {};

    /**
     * Fills the box, or takes out of it.
     *
     * @param root leads to the box for as long as this call lasts; safe to open as it is. Below it
     *     may be anything that a program can make: nothing there is to be found by a path, see
     *     {@code gavel.sandbox.tree}
     */
    void use(Path root) throws IOException;
  }
}
