package gavel.testcases.reader;

import gavel.testcases.problem.FormatVersion;
import gavel.testcases.problem.PackageFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells how a package groups its tests. The first drafts had groups as the legacy formats have
 * them, later ones as 2025-09; packages of both say {@code 2023-07-draft}.
 */
final class GroupStyle {
  private static final Set<String> LEGACY_KEYS =
      Set.of("on_reject", "accept_score", "reject_score", "range", "grading", "grader_flags");

  private static final int MOST = 64 << 10;

  private GroupStyle() {}

  /** Whether groups are those of the legacy formats. */
  static boolean isLegacy(FormatVersion format, Folder root) throws IOException {
    Optional<Folder> data = root.folder("data");
    if (format != FormatVersion.DRAFT || data.isEmpty()) {
      return format.legacy();
    }
    List<PackageFile> files = data.get().allFiles().toList();
    if (files.stream().anyMatch(file -> isCalled(file, PointsGroupReader.FILE))) {
      return false;
    }
    for (PackageFile file : files) {
      if (isCalled(file, LegacyGroupReader.FILE) && hasLegacyKey(beginning(file))) {
        return true;
      }
    }
    return false;
  }

  /** What cannot be read is reported when the group is. */
  private static String beginning(PackageFile file) throws IOException {
    try (InputStream in = file.open()) {
      return new String(in.readNBytes(MOST), StandardCharsets.ISO_8859_1);
    } catch (FileSystemException unreadable) {
      return "";
    }
  }

  private static boolean isCalled(PackageFile file, String name) {
    return Folder.last(file.name()).equals(name);
  }

  private static boolean hasLegacyKey(String yaml) {
    return yaml.lines()
        .filter(line -> line.indexOf(':') > 0)
        .anyMatch(line -> LEGACY_KEYS.contains(line.substring(0, line.indexOf(':')).strip()));
  }
}
