package gavel.sandbox.tree;

import gavel.sandbox.libc.Descriptor;
import gavel.sandbox.libc.Errno;
import gavel.sandbox.libc.ErrnoException;
import gavel.sandbox.libc.FileName;
import gavel.sandbox.libc.FileType;

/**
 * Opens directories even if their permissions are against it. Root needs no permission; for anybody
 * else the owner gives it to himself.
 */
final class Entrance {
  private static final int OWNER_ALL = 0700;

  private Entrance() {}

  /** The directory of that name, to be listed and changed. */
  static Descriptor open(Descriptor parent, FileName name) throws ErrnoException {
    try {
      return parent.openDirectory(name);
    } catch (ErrnoException failed) {
      if (!failed.errno().equals(Errno.EACCES)) {
        throw failed;
      }
    }
    try (Descriptor node = openNode(parent, name)) {
      return open(node);
    }
  }

  private static Descriptor openNode(Descriptor parent, FileName name) throws ErrnoException {
    try {
      return parent.openNode(name);
    } catch (ErrnoException failed) {
      if (!failed.errno().equals(Errno.EACCES)) {
        throw failed;
      }
    }
    permit(parent);
    return parent.openNode(name);
  }

  /** A directory that is open without rights. */
  static Descriptor open(Descriptor node) throws ErrnoException {
    try {
      return node.openItself();
    } catch (ErrnoException failed) {
      if (!failed.errno().equals(Errno.EACCES)) {
        throw failed;
      }
    }
    permit(node);
    return node.openItself();
  }

  /** Lets its owner do everything with it, if it is a directory. */
  static void permit(Descriptor directory) throws ErrnoException {
    if (directory.status().type() == FileType.DIRECTORY) {
      directory.changePermissions(OWNER_ALL);
    }
  }
}
