package gavel.sandbox.tree;

import gavel.model.ByteSize;

/** What became of a copy. */
public sealed interface CopyResult {
  /** It is complete: so many bytes; so many names were of no kind that is taken. */
  record Copied(ByteSize size, int leftOut) implements CopyResult {}

  /** The tree is over a cap; the copy is not complete. */
  record Refused(String why) implements CopyResult {}
}
