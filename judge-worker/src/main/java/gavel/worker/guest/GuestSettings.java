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
 * @param greeting what a guest may take for the first answer of a connection, which costs it
 *     nothing
 */
public record GuestSettings(
    Duration slack,
    ByteSize largestAnswer,
    Path directory,
    boolean allowRootless,
    Duration greeting) {
  /** What a worker takes of one answer where nothing else is said. */
  public static final ByteSize LARGEST_ANSWER = ByteSize.ofMiB(512);

  /** A first answer may take what every answer may. */
  public GuestSettings(
      Duration slack, ByteSize largestAnswer, Path directory, boolean allowRootless) {
    this(slack, largestAnswer, directory, allowRootless, slack);
  }

  /** 30 s of slack and 512 MiB; every limit is enforced. */
  public static GuestSettings in(Path directory) {
    return new GuestSettings(Duration.ofSeconds(30), LARGEST_ANSWER, directory, false);
  }

  /** The same, with guests that cannot enforce every limit, or not. */
  public GuestSettings allowingRootless(boolean allowed) {
    return new GuestSettings(slack, largestAnswer, directory, allowed, greeting);
  }

  /** The same with another patience for the first answer. */
  public GuestSettings greetedWithin(Duration time) {
    return new GuestSettings(slack, largestAnswer, directory, allowRootless, time);
  }
}
