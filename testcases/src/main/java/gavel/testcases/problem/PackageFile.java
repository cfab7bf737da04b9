package gavel.testcases.problem;

import gavel.model.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A file of a package, of any size; its content is read only on request. */
public final class PackageFile {
  private static final int CHUNK = 1 << 16;

  private final String name;
  private final Path path;
  private final ByteSize size;
  private final Instant modified;
  private volatile @Nullable String sha256;

  /**
   * A regular file.
   *
   * @param name the path inside the package, with {@code /}
   * @param path where it really lies, free of links
   */
  public PackageFile(String name, Path path, ByteSize size, Instant modified) {
    this.name = name;
    this.path = path;
    this.size = size;
    this.modified = modified;
  }

  /** The path inside the package, with {@code /} between its parts. */
  public String name() {
    return name;
  }

  /** Where the file really lies. */
  public Path path() {
    return path;
  }

  /** The size when the package was read. */
  public ByteSize size() {
    return size;
  }

  /** When it was last modified, as of when the package was read. */
  public Instant modified() {
    return modified;
  }

  /**
   * Sees that nobody has put another file in its place since the package was read, so that no
   * judgement is made with parts of two revisions.
   *
   * @throws IOException when it has another size or time of modification, or is not there
   */
  public void requireUnchanged() throws IOException {
    BasicFileAttributes now =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (now.size() != size.bytes() || !now.lastModifiedTime().toInstant().equals(modified)) {
      throw new IOException(path + " changed while in use");
    }
  }

  /**
   * Opens the content; the last part of the path is not followed if it became a link.
   *
   * @throws IOException when it cannot be read or is not {@linkplain #requireUnchanged the same}
   */
  public InputStream open() throws IOException {
    requireUnchanged();
    return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * The SHA-256 of the content in lowercase hex, computed once. An {@link IOException} when it
   * cannot be read or no longer has the size it had when the package was read.
   */
  public String sha256() throws IOException {
    String known = sha256;
    if (known == null) {
      known = compute();
      sha256 = known;
    }
    return known;
  }

  private String compute() throws IOException {
    MessageDigest digest = Sha256.digest();
    long length = 0;
    try (InputStream in = open()) {
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
        length += read;
      }
    }
    if (length != size.bytes()) {
      throw new IOException(
          String.format(
              Locale.ROOT, "%s changed while in use: it had %s, now %dB", path, size, length));
    }
    return Sha256.hex(digest);
  }

  @Override
  public String toString() {
    return name;
  }
}
