package gavel.worker.judge;

import gavel.model.protocol.Body;
import gavel.testcases.problem.PackageFile;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.StorageFault;
import gavel.worker.guest.Guest;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings inputs to the guest, each once. Keeps in mind what the guest has; for one thread at a
 * time.
 */
final class InputStage {
  private static final int MOST_KNOWN = 100_000;
  private final Guest guest;
  private final Set<String> known = new LinkedHashSet<>();

  InputStage(Guest guest) {
    this.guest = guest;
  }

  /** The hash under which the guest has the input. */
  String provide(PackageFile input) throws JudgeFault, InterruptedException {
    String hash = hash(input);
    if (!known.contains(hash)) {
      if (guest.hasBlobs(List.of(hash)).isEmpty()) {
        guest.putBlob(hash, blob(input));
      }
      remember(hash);
    }
    return hash;
  }

  /** The guest may have lost everything: it will be asked again. */
  void forget() {
    known.clear();
  }

  private void remember(String hash) {
    known.add(hash);
    if (known.size() > MOST_KNOWN) {
      Iterator<String> oldest = known.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private static String hash(PackageFile input) throws StorageFault {
    try {
      return input.sha256();
    } catch (IOException unreadable) {
      throw unreadable(input, unreadable);
    }
  }

  private static Body blob(PackageFile input) throws StorageFault {
    try {
      return Body.ofFile(Guest.BLOB, input.path());
    } catch (IOException unreadable) {
      throw unreadable(input, unreadable);
    }
  }

  private static StorageFault unreadable(PackageFile input, IOException cause) {
    return new StorageFault(
        "Tried to read the test data " + input.path() + ": " + cause.getMessage(), cause);
  }
}
