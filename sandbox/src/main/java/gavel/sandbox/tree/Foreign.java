package gavel.sandbox.tree;

import gavel.sandbox.libc.FileStatus;

/**
 * Files that a program could put into its tree by a hard link without a right to read them, where
 * {@code fs.protected_hardlinks} is off: they have several names and are another user's.
 */
final class Foreign {
  private Foreign() {}

  static boolean is(FileStatus file, int owner) {
    return file.links() > 1 && file.uid() != owner;
  }
}
