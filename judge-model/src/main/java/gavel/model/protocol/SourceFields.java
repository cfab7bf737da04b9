package gavel.model.protocol;

import static gavel.model.json.InvalidField.require;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the fields that sources come in: there is one way at a time. */
final class SourceFields {
  private SourceFields() {}

  /** The names, copied; sources that come in none of these fields are the body {@code code}. */
  static @Nullable List<String> check(
      @Nullable List<String> files, @Nullable String code, @Nullable ArchiveFormat archive) {
    require(
        archive == null || code == null, "archive", "is given beside code; send one of the two");
    require(
        archive == null || files == null, "archive", "is given beside files; send one of the two");
    if (files == null) {
      return null;
    }
    require(code == null, "files", "is given beside code; send one of the two");
    require(!files.isEmpty(), "files", "is empty");
    files.forEach(file -> Ids.checkPath("files", file));
    return List.copyOf(files);
  }
}
