package gavel.testcases.store;

import gavel.model.ByteSize;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What a store says about a problem, in {@code problems/ID.json}.
 *
 * @param revision of the package, see {@link gavel.testcases.problem.PackageContents#revision()}
 * @param sha256 of the archive, in lower-case hexadecimal; also its name
 * @param sizeBytes of the archive
 */
record StoreIndex(String revision, String sha256, long sizeBytes) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** Refuses what cannot be a hash or a size, so that neither is ever more than that. */
  StoreIndex {
    if (!HASH.matcher(revision).matches()) {
      throw new IllegalArgumentException("revision is no SHA-256");
    }
    if (!HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException("sha256 is no SHA-256");
    }
    if (sizeBytes < 1) {
      throw new IllegalArgumentException("size_bytes is under 1");
    }
  }

  static StoreIndex read(String json) throws InvalidField {
    return StrictJson.read(json.getBytes(StandardCharsets.UTF_8), StoreIndex.class);
  }

  ByteSize size() {
    return ByteSize.ofBytes(sizeBytes);
  }

  static String path(String id) {
    return "problems/" + id + ".json";
  }

  String archive() {
    return "archives/" + sha256 + ".zip";
  }
}
