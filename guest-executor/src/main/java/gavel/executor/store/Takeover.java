package gavel.executor.store;

import gavel.model.ByteSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Makes root's own, and unwritable, what a compiler left in its directory: regular files and
 * directories stay, everything else is deleted. A directory is taken before it is looked into, so
 * that nothing in it can be exchanged behind a look.
 */
public final class Takeover {
  private static final int TYPE_MASK = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int OWNER_EXECUTES = 0100;
  private static final int LONGEST_PATH = 3500;

  private final Caps caps;
  private int entries;
  private long bytes;

  private Takeover(Caps caps) {
    this.caps = caps;
  }

  /** More than this is no artifact. */
  public record Caps(int entries, int depth, ByteSize size) {
    /** 10,000 entries, 32 directories deep, 512 MiB. */
    public static final Caps STANDARD = new Caps(10_000, 32, ByteSize.ofMiB(512));
  }

  /** What became of it. */
  public sealed interface Result {}

  /** It is root's, and so large. */
  public record Taken(ByteSize size) implements Result {}

  /** It is over a cap; some of it may have been taken. */
  public record Refused(String why) implements Result {}

  /** Takes the directory, in which no process may be at work any more. */
  public static Result of(Path directory, Caps caps) throws IOException {
    Takeover takeover = new Takeover(caps);
    Optional<String> refusal = takeover.takeDirectory(directory, 0);
    return refusal.isPresent()
        ? new Refused(refusal.get())
        : new Taken(ByteSize.ofBytes(takeover.bytes));
  }

  private Optional<String> takeDirectory(Path directory, int depth) throws IOException {
    if (depth > caps.depth()
        || directory.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
      return Optional.of("directories are nested deeper than " + caps.depth());
    }
    own(directory, "rwx------");
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(directory)) {
      for (Path entry : listed) {
        Optional<String> refusal = take(entry, depth);
        if (refusal.isPresent()) {
          return refusal;
        }
      }
    } catch (DirectoryIteratorException unreadable) {
      throw unreadable.getCause();
    }
    own(directory, "r-xr-xr-x");
    return Optional.empty();
  }

  private Optional<String> take(Path entry, int depth) throws IOException {
    entries++;
    if (entries > caps.entries()) {
      return Optional.of("there are over " + caps.entries() + " files");
    }
    int mode = number(entry, "unix:mode").intValue();
    return switch (mode & TYPE_MASK) {
      case DIRECTORY -> takeDirectory(entry, depth + 1);
      case REGULAR -> takeFile(entry, (mode & OWNER_EXECUTES) != 0);
      default -> {
        Files.delete(entry);
        yield Optional.empty();
      }
    };
  }

  private static Number number(Path path, String attribute) throws IOException {
    Object value = Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS);
    if (value instanceof Number number) {
      return number;
    }
    throw new IOException("Tried to read " + attribute + " of " + path + ": got " + value);
  }

  private Optional<String> takeFile(Path file, boolean executable) throws IOException {
    bytes += number(file, "unix:size").longValue();
    if (bytes > caps.size().bytes()) {
      return Optional.of("the files are over " + caps.size() + " together");
    }
    if (number(file, "unix:nlink").intValue() > 1) {
      separate(file);
    }
    own(file, executable ? "r-xr-xr-x" : "r--r--r--");
    return Optional.empty();
  }

  /** Puts a copy in the place of a name that shares its file with another. */
  private static void separate(Path file) throws IOException {
    Path copy = Files.createTempFile(file.getParent(), ".copy", null);
    Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.REPLACE_EXISTING);
    Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void own(Path path, String permissions) throws IOException {
    Owner.give(path, 0);
    Files.getFileAttributeView(
            path, java.nio.file.attribute.PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setPermissions(PosixFilePermissions.fromString(permissions));
  }
}
