package gavel.model.protocol;

import static gavel.model.json.InvalidField.require;
import static gavel.model.json.InvalidField.required;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of the values that several requests have. */
final class Ids {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int MAX_ID = 128;
  private static final int MAX_PATH = 255;

  private Ids() {}

  static void check(@Nullable String id) {
    String present = required("id", id);
    require(
        !present.isEmpty() && present.length() <= MAX_ID,
        "id",
        "must have 1 to " + MAX_ID + " characters");
  }

  static void checkSha256(String field, @Nullable String hash) {
    require(
        SHA256.matcher(required(field, hash)).matches(),
        field,
        "is not a SHA-256 in 64 lower-case hexadecimal digits");
  }

  static void checkPath(String field, String path) {
    require(isPath(path), field, "has a file name that cannot be used here: '" + path + "'");
  }

  static boolean isPath(String path) {
    boolean sound =
        !path.isEmpty() && path.length() <= MAX_PATH && path.chars().noneMatch(c -> c < ' ');
    for (String name : path.split("/", -1)) {
      sound &= !name.isEmpty() && !name.equals(".") && !name.equals("..");
    }
    return sound;
  }
}
