package gavel.executor.run;

import gavel.executor.slot.RequestRefused;
import gavel.executor.store.BlobStore;
import gavel.executor.store.Lease;
import gavel.model.protocol.Body;
import gavel.model.protocol.ErrorCode;
import gavel.sandbox.InputPipe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The file or pipe that a program reads as its standard input, for as long as it runs. */
public sealed interface Input extends AutoCloseable {
  /** The file; nothing: there is nothing to read. */
  Optional<Path> file();

  @Override
  void close() throws IOException;

  /** There is nothing to read. */
  record None() implements Input {
    @Override
    public Optional<Path> file() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  /** A stored blob. */
  record Stored(Lease<Path> blob) implements Input {
    @Override
    public Optional<Path> file() {
      return Optional.of(blob.value());
    }

    @Override
    public void close() {
      blob.close();
    }
  }

  /** A file for this run alone. */
  record Temporary(Path path) implements Input {
    @Override
    public Optional<Path> file() {
      return Optional.of(path);
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(path);
    }
  }

  /** A pipe that is written while the program runs. */
  record Piped(InputPipe pipe) implements Input {
    @Override
    public Optional<Path> file() {
      return Optional.of(pipe.path());
    }

    @Override
    public void close() throws IOException {
      pipe.close();
    }
  }

  /** The blob of that hash, which must be stored. */
  static Input stored(BlobStore blobs, String sha256) throws RequestRefused {
    return new Stored(
        blobs
            .acquire(sha256)
            .orElseThrow(() ->
                new RequestRefused(
                    ErrorCode.NOT_FOUND,
                    "There is no blob " + sha256 + " here; send it with put_blob")));
  }

  /** The content of a body, which gets a file in the directory. */
  static Input of(Body body, Path directory) throws IOException {
    if (body.size() == 0) {
      return new None();
    }
    Path file = Files.createTempFile(directory, "stdin", null);
    boolean complete = false;
    try {
      if (body instanceof Body.OnDisk(_, Path received, _)) {
        Files.move(received, file, StandardCopyOption.REPLACE_EXISTING);
      } else {
        try (InputStream content = body.open()) {
          Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
      complete = true;
      return new Temporary(file);
    } finally {
      if (!complete) {
        Files.deleteIfExists(file);
      }
    }
  }
}
