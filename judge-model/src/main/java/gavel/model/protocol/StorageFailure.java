package gavel.model.protocol;

import java.io.IOException;
import java.io.Serial;

/** What was received cannot be kept here; nothing is wrong with the peer, or the way to it. */
public final class StorageFailure extends IOException {
  @Serial private static final long serialVersionUID = 1;

  /** The reason is of the file system. */
  StorageFailure(IOException reason) {
    super(String.valueOf(reason.getMessage()), reason);
  }

  /** Whether it is, or comes of, a file system that has no room left. */
  public static boolean isForLackOfRoom(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String message = String.valueOf(each.getMessage());
      if (message.contains("No space left on device") || message.contains("ENOSPC")) {
        return true;
      }
    }
    return false;
  }
}
