package gavel.testcases.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All files of a package, and the revision that names exactly this content. */
public final class PackageContents {
  private final Path directory;
  private final List<PackageFile> files;
  private volatile @Nullable String revision;

  /** The files in any order; kept sorted by the bytes of their names. */
  public PackageContents(Path directory, List<PackageFile> files) {
    this.directory = directory;
    List<PackageFile> sorted = new ArrayList<>(files);
    sorted.sort(Comparator.comparing(PackageFile::name, PackageContents::byBytes));
    this.files = List.copyOf(sorted);
  }

  /** Compares as the UTF-8 of the texts compares, byte by byte and unsigned. */
  public static int byBytes(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  /** The package's directory, free of links. */
  public Path directory() {
    return directory;
  }

  /** Every regular file, sorted by name. */
  public List<PackageFile> files() {
    return files;
  }

  /**
   * SHA-256 in lowercase hex over the sorted list of {@code name NUL sha256 LF}; computed once,
   * reads every file. An {@link IOException} when one cannot be read or changed.
   */
  public String revision() throws IOException {
    String known = revision;
    if (known == null) {
      MessageDigest digest = Sha256.digest();
      for (PackageFile file : files) {
        digest.update((file.name() + "\0" + file.sha256() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      known = Sha256.hex(digest);
      revision = known;
    }
    return known;
  }

  /**
   * Whether the other listing has the same files with the same sizes and times: then nothing needs
   * to be read again.
   */
  public boolean looksLike(PackageContents other) {
    if (!directory.equals(other.directory) || files.size() != other.files.size()) {
      return false;
    }
    for (int i = 0; i < files.size(); i++) {
      if (!same(files.get(i), other.files.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(PackageFile a, PackageFile b) {
    return a.name().equals(b.name())
        && a.path().equals(b.path())
        && a.size().equals(b.size())
        && a.modified().equals(b.modified());
  }
}
