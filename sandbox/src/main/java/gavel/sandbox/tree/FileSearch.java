package gavel.sandbox.tree;

import gavel.sandbox.libc.FileType;

/** What a program left under a path. */
public sealed interface FileSearch {
  /** A regular file, to be closed. */
  record Found(RegularFile file) implements FileSearch {}

  /** Nothing. */
  record Missing() implements FileSearch {}

  /**
   * Something that is not taken, and why: a link, a pipe, a device, a directory.
   *
   * @param type what it is, or a link where one is on the way to it; else {@code UNKNOWN}
   */
  record Unfit(FileType type, String why) implements FileSearch {}
}
