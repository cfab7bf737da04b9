package gavel.executor.listen;

import gavel.executor.session.Connection;
import java.io.IOException;
import java.util.Optional;

/** One place that peers come from. For one thread, but for {@link #close}. */
interface Listener extends AutoCloseable {
  /**
   * Waits for a peer; nothing when none will ever come again, as after {@link #close}.
   *
   * @throws IOException when this time it did not work; it may the next time
   */
  Optional<Connection> accept() throws IOException;

  /** Listens no more, from any thread; who waits for a peer returns. Connections stay. */
  @Override
  void close() throws IOException;
}
