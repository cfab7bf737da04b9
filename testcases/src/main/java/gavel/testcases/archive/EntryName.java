package gavel.testcases.archive;

import gavel.testcases.text.Excerpt;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The name of an archive's entry: relative, without a way out, not too long. */
record EntryName(String path) {
  private static final int LONGEST_PART = 255;
  private static final int LONGEST = 2000;
  private static final int DEEPEST = 32;

  /** Nothing for what some systems put into every archive, and for the archive's own top. */
  static Optional<EntryName> of(String name) throws RefusedArchive {
    String slashed = name.replace('\\', '/');
    if (slashed.startsWith("/") || slashed.matches("[A-Za-z]:.*")) {
      throw new RefusedArchive(Excerpt.quote(name) + " is an absolute path");
    }
    List<String> parts = new ArrayList<>();
    for (String part : slashed.split("/", -1)) {
      if (part.equals("..")) {
        throw new RefusedArchive(Excerpt.quote(name) + " leads out of the archive");
      }
      if (part.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) {
        throw new RefusedArchive(Excerpt.quote(name) + " is too long a name");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    String path = String.join("/", parts);
    if (parts.size() > DEEPEST || path.length() > LONGEST) {
      throw new RefusedArchive(Excerpt.quote(name) + " is nested too deeply");
    }
    if (parts.isEmpty() || parts.getFirst().equals("__MACOSX")) {
      return Optional.empty();
    }
    return Optional.of(new EntryName(checked(path)));
  }

  private static String checked(String path) throws RefusedArchive {
    try {
      return Path.of(path).toString();
    } catch (InvalidPathException invalid) {
      throw new RefusedArchive(Excerpt.quote(path) + " cannot be the name of a file", invalid);
    }
  }

  @Override
  public String toString() {
    return Excerpt.quote(path);
  }
}
