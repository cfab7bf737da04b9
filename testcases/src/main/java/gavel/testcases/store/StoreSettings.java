package gavel.testcases.store;

import gavel.model.ByteSize;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a store is and how it is used.
 *
 * @param url what the names of objects are appended to
 * @param cache directory of unpacked packages; others may use it at the same time
 * @param size what packages in it may take together, unpacked; those in use may take more
 * @param credentials that it is asked with
 * @param patience for the store to answer; an archive may take longer by its size
 * @param refresh how long an answer holds before the store is asked again
 */
public record StoreSettings(
    URI url,
    Path cache,
    ByteSize size,
    StoreCredentials credentials,
    Duration patience,
    Duration refresh) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "store " + url;
  }
}
