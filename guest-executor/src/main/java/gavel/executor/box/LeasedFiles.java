package gavel.executor.box;

import gavel.executor.slot.RequestRefused;
import gavel.executor.store.BlobStore;
import gavel.executor.store.Lease;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.RunFile;
import gavel.sandbox.libc.RelativePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The blobs that are to become files, which stay stored until this is closed. */
public final class LeasedFiles implements AutoCloseable {
  private final List<Lease<Path>> leases = new ArrayList<>();
  private final List<PlacedFile> files = new ArrayList<>();

  private LeasedFiles() {}

  /**
   * Finds all of them.
   *
   * @throws RequestRefused where one is not stored
   */
  public static LeasedFiles of(List<RunFile> wanted, BlobStore blobs) throws RequestRefused {
    LeasedFiles leased = new LeasedFiles();
    boolean complete = false;
    try {
      for (RunFile file : wanted) {
        leased.add(file, blobs);
      }
      complete = true;
      return leased;
    } finally {
      if (!complete) {
        leased.close();
      }
    }
  }

  private void add(RunFile file, BlobStore blobs) throws RequestRefused {
    RelativePath path = Workspace.path("files", file.path());
    if (file.blob() == null) {
      files.add(new PlacedFile(path, Optional.empty(), false));
      return;
    }
    Lease<Path> blob =
        blobs
            .acquire(file.blob())
            .orElseThrow(() ->
                new RequestRefused(
                    ErrorCode.NOT_FOUND,
                    "There is no blob " + file.blob() + " here; send it with put_blob",
                    "files"));
    leases.add(blob);
    files.add(new PlacedFile(path, Optional.of(blob.value()), file.mayBeRun()));
  }

  /** In the order in which they were asked for. */
  public List<PlacedFile> files() {
    return List.copyOf(files);
  }

  @Override
  public void close() {
    leases.forEach(Lease::close);
  }
}
