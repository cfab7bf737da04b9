package gavel.model.protocol;

import static gavel.model.json.InvalidField.require;
import static gavel.model.json.InvalidField.required;

import org.jspecify.annotations.Nullable;

/**
 * A file that lies in a program's working directory before it starts.
 *
 * @param path below that directory, of names without {@code .} and {@code ..}
 * @param blob the SHA-256 of what is in it, which must be stored
 * @param executable true: it can be run, permissions 0755; else it has 0644
 */
public record RunFile(String path, String blob, @Nullable Boolean executable) {
  private static final int DEEPEST = 16;

  /** Both must be there. */
  public RunFile {
    checkPath(path);
    Ids.checkSha256("blob", blob);
  }

  static void checkPath(@Nullable String path) {
    String present = required("path", path);
    Ids.checkPath("path", present);
    require(present.split("/", -1).length <= DEEPEST, "path", "is over " + DEEPEST + " names deep");
  }

  /** Whether it can be run. */
  public boolean mayBeRun() {
    return Boolean.TRUE.equals(executable);
  }
}
