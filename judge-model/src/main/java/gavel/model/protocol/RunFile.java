package gavel.model.protocol;

import static gavel.model.json.InvalidField.require;
import static gavel.model.json.InvalidField.required;

import org.jspecify.annotations.Nullable;

/**
 * A file, or an empty directory, that lies in a program's working directory before it starts.
 *
 * @param path below that directory, of names without {@code .} and {@code ..}
 * @param blob the SHA-256 of what is in the file, which must be stored
 * @param executable true: it can be run, permissions 0755; else it has 0644
 * @param directory true: it is a directory, and has neither of the two
 */
public record RunFile(
    String path, @Nullable String blob, @Nullable Boolean executable, @Nullable Boolean directory) {
  private static final int DEEPEST = 16;

  /** A path, and a blob where it is no directory. */
  public RunFile {
    checkPath(path);
    if (Boolean.TRUE.equals(directory)) {
      require(blob == null, "blob", "is of no use for a directory");
      require(executable == null, "executable", "is of no use for a directory");
    } else {
      Ids.checkSha256("blob", blob);
    }
  }

  /** A file. */
  public RunFile(String path, String blob, @Nullable Boolean executable) {
    this(path, blob, executable, null);
  }

  /** An empty directory. */
  public static RunFile directory(String path) {
    return new RunFile(path, null, null, true);
  }

  static void checkPath(@Nullable String path) {
    String present = required("path", path);
    Ids.checkPath("path", present);
    require(isShallow(present), "path", "is over " + DEEPEST + " names deep");
  }

  /** Whether a file of a run can have this path. */
  public static boolean isPath(String path) {
    return Ids.isPath(path) && isShallow(path);
  }

  private static boolean isShallow(String path) {
    return path.split("/", -1).length <= DEEPEST;
  }

  /** Whether it is a directory. */
  public boolean namesDirectory() {
    return Boolean.TRUE.equals(directory);
  }

  /** Whether it can be run. */
  public boolean mayBeRun() {
    return Boolean.TRUE.equals(executable);
  }
}
