package gavel.sandbox.tree;

import gavel.sandbox.libc.Errno;
import gavel.sandbox.libc.ErrnoException;

/** What an open says when the name was removed, or exchanged for something else, meanwhile. */
final class Gone {
  private Gone() {}

  static boolean is(ErrnoException failed) {
    return failed.errno().isOneOf(Errno.ENOENT, Errno.ENOTDIR, Errno.ELOOP);
  }
}
