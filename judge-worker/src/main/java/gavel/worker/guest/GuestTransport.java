package gavel.worker.guest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A way to a guest: makes connections that carry bytes both ways. */
public interface GuestTransport {
  /** A new connection. */
  Connection connect() throws IOException;

  /** Where it leads, for messages. */
  @Override
  String toString();

  /**
   * Bytes both ways. One thread may read while another writes; closing ends both with an {@link
   * IOException}.
   */
  interface Connection extends Closeable {
    /** What the guest sends, as it comes. */
    InputStream in();

    /** What the guest receives, as it is written. */
    OutputStream out();
  }
}
