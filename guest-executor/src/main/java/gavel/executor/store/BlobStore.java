package gavel.executor.store;

import gavel.executor.slot.RequestRefused;
import gavel.model.ByteSize;
import gavel.model.json.InvalidField;
import gavel.model.protocol.Body;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Inputs under the SHA-256 of their content, as files that anybody may read and nobody write. */
public final class BlobStore {
  private static final int MOST = 1 << 16;
  private final Path directory;
  private final LeasedLru<Path> blobs;

  /** Keeps so many bytes together in the directory. */
  public BlobStore(Path directory, ByteSize capacity) {
    this.directory = directory;
    this.blobs = new LeasedLru<>(capacity.bytes(), MOST, Files::deleteIfExists);
  }

  /**
   * Stores the body.
   *
   * @throws InvalidField when its SHA-256 is another
   * @throws RequestRefused when it is more than all may have
   */
  public void put(String sha256, Body body) throws IOException, RequestRefused {
    if (blobs.contains(sha256)) {
      return;
    }
    if (body.size() > blobs.capacity()) {
      throw new RequestRefused(
          ErrorCode.TOO_LARGE,
          "The blob has "
              + body.size()
              + " bytes; all blobs may have "
              + blobs.capacity()
              + " here together");
    }
    try {
      store(sha256, body);
    } catch (IOException failed) {
      if (!StorageFailure.isForLackOfRoom(failed)) {
        throw failed;
      }
      makeRoom();
      store(sha256, body);
    }
  }

  /** Deletes the older half of what is not in use. */
  public void makeRoom() throws IOException {
    blobs.shrinkTo(blobs.used() / 2);
  }

  private void store(String sha256, Body body) throws IOException {
    Path fresh = Files.createTempFile(directory, "new", null);
    try {
      String actual = write(body, fresh);
      InvalidField.require(
          actual.equals(sha256), "sha256", "is not that of the body, which is " + actual);
      keep(sha256, fresh, body.size());
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static String write(Body body, Path file) throws IOException {
    if (body instanceof Body.OnDisk(_, Path received, _)) {
      Files.move(received, file, StandardCopyOption.REPLACE_EXISTING);
      try (InputStream from = Files.newInputStream(file)) {
        return Sha256.copy(from, OutputStream.nullOutputStream());
      }
    }
    try (InputStream from = body.open();
        OutputStream to = Files.newOutputStream(file)) {
      return Sha256.copy(from, to);
    }
  }

  private synchronized void keep(String sha256, Path fresh, long size) throws IOException {
    if (blobs.contains(sha256)) {
      return;
    }
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("r--r--r--"));
    Path file = directory.resolve(sha256);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    blobs.add(sha256, file, size).close();
  }

  /** Those of the hashes that are stored, in the same order. */
  public List<String> present(List<String> hashes) {
    return hashes.stream().filter(blobs::contains).toList();
  }

  /** The file of that content. */
  public Optional<Lease<Path>> acquire(String sha256) {
    return blobs.acquire(sha256);
  }
}
