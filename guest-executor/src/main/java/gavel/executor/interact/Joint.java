package gavel.executor.interact;

import java.io.IOException;
import java.nio.file.Path;

/** One direction of a conversation. */
interface Joint extends AutoCloseable {
  /** Where the launcher of the program that speaks finds its output. */
  Path speaks();

  /** Where the launcher of the program that listens finds its input. */
  Path listens();

  /** The one that speaks is over: the other sees the end behind all that was said. */
  void speakerEnded() throws IOException;

  /**
   * The one that listens is over.
   *
   * @param keepTaking whether what is still said is taken, and thrown away; else the one that
   *     speaks gets SIGPIPE
   */
  void listenerEnded(boolean keepTaking) throws IOException;

  /** Both are over: nothing of it stays. */
  @Override
  void close() throws IOException;
}
