package gavel.sandbox.libc;

/** What lies under a name, as inode(7) counts. */
public enum FileType {
  /** The listing does not say. */
  UNKNOWN,
  /** A pipe with a name. */
  FIFO,
  /** A character device. */
  CHARACTER_DEVICE,
  /** A directory. */
  DIRECTORY,
  /** A block device. */
  BLOCK_DEVICE,
  /** A regular file. */
  REGULAR,
  /** A symbolic link. */
  SYMBOLIC_LINK,
  /** A socket. */
  SOCKET;

  private static final int SHIFT = 12;

  /** From {@code d_type} of a listing. */
  static FileType ofListing(int type) {
    return switch (type) {
      case 1 -> FIFO;
      case 2 -> CHARACTER_DEVICE;
      case 4 -> DIRECTORY;
      case 6 -> BLOCK_DEVICE;
      case 8 -> REGULAR;
      case 10 -> SYMBOLIC_LINK;
      case 12 -> SOCKET;
      default -> UNKNOWN;
    };
  }

  /** From {@code st_mode}, which has the same number in its upper bits. */
  static FileType ofMode(int mode) {
    return ofListing(mode >> SHIFT);
  }
}
