package gavel.worker.guest;

import gavel.model.protocol.Body;
import gavel.testcases.problem.PackageFile;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.StorageFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings files to a guest, each once. Keeps in mind what the guest has; for one thread at a time.
 */
public final class GuestFiles {
  private static final int MOST_KNOWN = 100_000;
  private final Guest guest;
  private final Set<String> known = new LinkedHashSet<>();

  /** Files for that guest. */
  public GuestFiles(Guest guest) {
    this.guest = guest;
  }

  /** The hash under which the guest has the file of a package. */
  public String provide(PackageFile file) throws JudgeFault, InterruptedException {
    String hash = hash(file);
    if (!known.contains(hash)) {
      if (guest.hasBlobs(List.of(hash)).isEmpty()) {
        guest.putBlob(hash, blob(file));
      }
      remember(hash);
    }
    return hash;
  }

  /** The hash under which the guest has those bytes, which are not asked for often. */
  public String provide(Body content) throws JudgeFault, InterruptedException {
    String hash = hash(content);
    if (guest.hasBlobs(List.of(hash)).isEmpty()) {
      guest.putBlob(hash, content.named(Guest.BLOB));
    }
    return hash;
  }

  /** The guest may have lost everything: it will be asked again. */
  public void forget() {
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

  private static String hash(PackageFile file) throws StorageFault {
    try {
      return file.sha256();
    } catch (IOException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  private static String hash(Body content) throws StorageFault {
    try (InputStream in = content.open();
        DigestInputStream digest = new DigestInputStream(in, sha256())) {
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (IOException unreadable) {
      throw new StorageFault(
          "Tried to read what a guest sent: " + unreadable.getMessage(), unreadable);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  private static Body blob(PackageFile file) throws StorageFault {
    try {
      file.requireUnchanged();
      return Body.ofFile(Guest.BLOB, file.path());
    } catch (IOException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  private static StorageFault unreadable(PackageFile file, IOException cause) {
    return new StorageFault(
        "Tried to read " + file.path() + " of a package: " + cause.getMessage(), cause);
  }
}
