package gavel.executor.intake;

import gavel.model.json.InvalidField;
import gavel.sandbox.libc.RelativePath;

/** Names in an archive: relative ones that lead nowhere but down. */
final class EntryName {
  private static final char UNDECODABLE = '\uFFFD';
  private static final String BELOW = "; pack what lies below a directory: tar -czf F -C DIR .";

  private EntryName() {}

  /** The path below the root of the archive; empty: the root itself. */
  static String clean(String name, ArchiveCaps caps) throws OverCap {
    String path = name;
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    if (path.endsWith("/") && path.length() > 1) {
      path = path.substring(0, path.length() - 1);
    }
    if (path.isEmpty() || path.equals(".")) {
      return "";
    }
    require(!path.startsWith("/"), name, "which is an absolute path" + BELOW);
    require(path.chars().noneMatch(c -> c < ' '), name, "which has control characters; rename it");
    require(path.indexOf(UNDECODABLE) < 0, name, "which is not UTF-8; rename it");
    String[] names = path.split("/", -1);
    for (String each : names) {
      require(!each.equals(".."), name, "which leads out of the archive" + BELOW);
      require(!each.isEmpty() && !each.equals("."), name, "which is no plain path" + BELOW);
    }
    requireUnderCap(path.length() <= caps.path(), name, "over " + caps.path() + " characters");
    requireUnderCap(names.length <= caps.depth(), name, "deeper than " + caps.depth());
    try {
      return RelativePath.of(path).names().isEmpty() ? "" : path;
    } catch (IllegalArgumentException tooLong) {
      throw new OverCap("has '" + shown(name) + "', of which a part is over 255 bytes");
    }
  }

  private static void require(boolean sound, String name, String why) {
    InvalidField.require(sound, SourceArchive.FIELD, "has '" + shown(name) + "', " + why);
  }

  private static void requireUnderCap(boolean under, String name, String cap) throws OverCap {
    if (!under) {
      throw new OverCap("has '" + shown(name) + "', which is " + cap);
    }
  }

  /** The name as people can read it. */
  static String shown(String name) {
    StringBuilder text = new StringBuilder();
    name.codePoints().limit(300).forEach(c -> text.appendCodePoint(c < ' ' ? '?' : c));
    return text.toString();
  }
}
