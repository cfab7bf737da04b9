package gavel.executor.store;

import gavel.model.ByteSize;

/**
 * How much of what outlives an executor is kept.
 *
 * @param bytes of all artifacts together
 * @param count of artifacts, at least 1
 */
public record CacheBounds(ByteSize bytes, int count) {
  private static final int USUAL_COUNT = 4096;

  /** As many artifacts as a contest has submissions, in 1 GiB. */
  public static final CacheBounds USUAL = new CacheBounds(ByteSize.ofMiB(1024), USUAL_COUNT);

  /** Refuses to keep no artifact at all, with {@link IllegalArgumentException}. */
  public CacheBounds {
    if (count < 1) {
      throw new IllegalArgumentException("A cache has room for one artifact at least: " + count);
    }
  }

  /** Nine tenths, so that not every new artifact drives out an old one by itself. */
  CacheBounds afterEviction() {
    return new CacheBounds(new ByteSize(bytes.bytes() / 10 * 9), count - count / 10);
  }

  CacheBounds half() {
    return new CacheBounds(new ByteSize(bytes.bytes() / 2), Math.max(1, count / 2));
  }

  boolean hold(long usedBytes, int usedCount) {
    return usedBytes <= bytes.bytes() && usedCount <= count;
  }
}
