package gavel.worker.app;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parts that were started, to be ended in the opposite order; once. */
final class Closer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closer.class);
  private final Deque<Part> parts = new ArrayDeque<>();

  /** Something that can be ended. */
  interface Part {
    void close() throws IOException;
  }

  synchronized void add(Part part) {
    parts.push(part);
  }

  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (IOException failed) {
        LOG.warn("A part did not end cleanly", failed);
      }
    }
  }
}
