package gavel.worker.guest;

import gavel.model.ByteSize;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a worker deals with its guests.
 *
 * @param slack what a request may take beyond its limits before the guest is given up
 * @param largestAnswer all bodies of one answer together
 * @param directory below which bodies are kept while they are needed
 * @param allowRootless whether a guest may be one that cannot enforce every limit
 */
public record GuestSettings(
    Duration slack, ByteSize largestAnswer, Path directory, boolean allowRootless) {
  /** What a worker takes of one answer where nothing else is said. */
  public static final ByteSize LARGEST_ANSWER = ByteSize.ofMiB(512);

  /** 30 s of slack and 512 MiB; every limit is enforced. */
  public static GuestSettings in(Path directory) {
    return new GuestSettings(Duration.ofSeconds(30), LARGEST_ANSWER, directory, false);
  }

  /** The same, with guests that cannot enforce every limit, or not. */
  public GuestSettings allowingRootless(boolean allowed) {
    return new GuestSettings(slack, largestAnswer, directory, allowed);
  }
}
