package gavel.executor.app;

import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Standard input as the word that this program is not wanted any more. */
final class StandardInput {
  private static final Logger LOG = LoggerFactory.getLogger(StandardInput.class);

  private StandardInput() {}

  /** Calls back when standard input ends, or can be read no more. */
  static void onEnd(Runnable ended) {
    Thread.ofPlatform().daemon().name("stdin").start(() -> drain(ended));
  }

  private static void drain(Runnable ended) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException unreadable) {
      LOG.warn("Tried to read standard input; ending", unreadable);
    } finally {
      ended.run();
    }
  }
}
