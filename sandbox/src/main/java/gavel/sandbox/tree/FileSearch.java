package gavel.sandbox.tree;

/** What a program left under a path. */
public sealed interface FileSearch {
  /** A regular file, to be closed. */
  record Found(RegularFile file) implements FileSearch {}

  /** Nothing. */
  record Missing() implements FileSearch {}

  /** Something that is not taken, and why: a link, a pipe, a device, a directory. */
  record Unfit(String why) implements FileSearch {}
}
