package gavel.testcases.store;

import gavel.model.json.StrictJson;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.ProblemPackage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Makes the objects of a store below a directory, for a web server to serve or for a tool to copy
 * to a bucket. The same package always becomes the same archive.
 */
public final class StoreWriter {
  /** As in every archive, so that times do not make another of the same content. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final int PLAIN = 0100644;
  private static final int EXECUTABLE = 0100755;

  private final Path directory;

  /** Below that directory, which is made where it is missing. */
  public StoreWriter(Path directory) {
    this.directory = directory;
  }

  /**
   * What was written.
   *
   * @param changed whether the store said something else before
   */
  public record Written(
      String problem, String revision, String sha256, long sizeBytes, boolean changed) {}

  /** Writes the archive first, then what points to it; each appears whole. */
  public Written write(ProblemPackage problem) throws IOException {
    Path archives = Files.createDirectories(directory.resolve("archives"));
    Path problems = Files.createDirectories(directory.resolve("problems"));
    Path packing = Files.createTempFile(archives, ".packing", ".tmp");
    try {
      StoreIndex index =
          new StoreIndex(problem.revision(), pack(problem, packing), Files.size(packing));
      publish(packing, directory.resolve(index.archive()));
      String json = StrictJson.writePretty(index) + "\n";
      Path target = directory.resolve(StoreIndex.path(problem.id().value()));
      boolean changed = !Files.exists(target) || !Files.readString(target).equals(json);
      if (changed) {
        Path written = Files.createTempFile(problems, ".writing", ".tmp");
        Files.write(written, json.getBytes(StandardCharsets.UTF_8));
        publish(written, target);
      }
      return new Written(
          problem.id().value(), index.revision(), index.sha256(), index.sizeBytes(), changed);
    } finally {
      Files.deleteIfExists(packing);
    }
  }

  /** Temporary files are for their owner only; a web server is somebody else. */
  private static void publish(Path file, Path target) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String pack(ProblemPackage problem, Path target) throws IOException {
    MessageDigest digest = sha256();
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target));
        DigestOutputStream sum = new DigestOutputStream(file, digest);
        ZipArchiveOutputStream zip = new ZipArchiveOutputStream(sum)) {
      for (PackageFile each : problem.contents().files()) {
        ZipArchiveEntry entry = new ZipArchiveEntry(problem.id() + "/" + each.name());
        entry.setMethod(ZipEntry.DEFLATED);
        entry.setTimeLocal(TIME);
        entry.setUnixMode(Files.isExecutable(each.path()) ? EXECUTABLE : PLAIN);
        zip.putArchiveEntry(entry);
        try (InputStream content = each.open()) {
          content.transferTo(zip);
        }
        zip.closeArchiveEntry();
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }
}
