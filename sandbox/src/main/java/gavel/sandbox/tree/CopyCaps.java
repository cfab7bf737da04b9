package gavel.sandbox.tree;

import gavel.model.ByteSize;

/**
 * More than this is not copied.
 *
 * @param entries names of all kinds, those included that are left out
 * @param depth directories in one another, at most 128: each is open while it is copied
 * @param size of all files together, holes included
 */
public record CopyCaps(int entries, int depth, ByteSize size) {
  private static final int DEEPEST = 128;

  /** 10,000 entries, 32 directories deep, 512 MiB: more is no artifact. */
  public static final CopyCaps ARTIFACT = new CopyCaps(10_000, 32, ByteSize.ofMiB(512));

  /** Refuses what cannot be. */
  public CopyCaps {
    if (entries < 0 || depth < 0 || depth > DEEPEST) {
      throw new IllegalArgumentException("Caps of " + entries + " entries, depth " + depth);
    }
  }
}
