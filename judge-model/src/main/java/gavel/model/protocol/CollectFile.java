package gavel.model.protocol;

import static gavel.model.json.InvalidField.require;
import static gavel.model.json.InvalidField.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import gavel.model.ByteSize;
import org.jspecify.annotations.Nullable;

/**
 * A file that is wanted when a program has ended, or all that lie below a directory.
 *
 * @param path below its working directory
 * @param max what is over it is cut; of a tree, all of it together
 * @param tree true: where that is a directory, the files below it are wanted
 */
public record CollectFile(
    String path, @JsonProperty("max_bytes") ByteSize max, @Nullable Boolean tree) {
  private static final ByteSize MOST = ByteSize.ofMiB(256);

  /** Path and size must be there. */
  public CollectFile {
    RunFile.checkPath(path);
    require(
        required("max_bytes", max).compareTo(MOST) <= 0,
        "max_bytes",
        "must be at most " + MOST.bytes());
  }

  /** One file. */
  public CollectFile(String path, ByteSize max) {
    this(path, max, null);
  }

  /** All files below a directory. */
  public static CollectFile tree(String path, ByteSize max) {
    return new CollectFile(path, max, true);
  }

  /** Whether all files below a directory are wanted. */
  public boolean wantsTree() {
    return Boolean.TRUE.equals(tree);
  }
}
