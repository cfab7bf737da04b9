package gavel.testcases.store;

import java.io.IOException;

/**
 * The store is not there, does not answer in time, or answers with a status that means that it is
 * out of order, and what was wanted of it is not in the cache.
 */
public final class StoreUnreachable extends IOException {
  private static final long serialVersionUID = 1L;

  StoreUnreachable(String message) {
    super(message);
  }

  StoreUnreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
