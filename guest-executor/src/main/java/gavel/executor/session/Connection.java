package gavel.executor.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The two directions to one peer. */
public interface Connection extends AutoCloseable {
  /** What the peer says. */
  InputStream input() throws IOException;

  /** What is said to it. */
  OutputStream output() throws IOException;

  /** Closes it from any thread; whoever reads or writes then fails. */
  void hangUp();

  /** Whether a peer can connect again, so that one who keeps silent may be hung up on. */
  default boolean isReplaceable() {
    return true;
  }

  @Override
  default void close() {
    hangUp();
  }
}
