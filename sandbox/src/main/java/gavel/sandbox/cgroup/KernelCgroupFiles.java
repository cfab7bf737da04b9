package gavel.sandbox.cgroup;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The real file system. */
final class KernelCgroupFiles implements CgroupFiles {
  /** Less if the umask says so, never more. */
  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rwxr-xr-x");

  @Override
  public String read(Path file) throws CgroupFault {
    try {
      return Files.readString(file).stripTrailing();
    } catch (IOException e) {
      throw new CgroupFault("Tried to read " + file + ": " + reason(e), e);
    }
  }

  @Override
  public void write(Path file, String value) throws CgroupFault {
    try {
      Files.writeString(file, value, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new CgroupFault("Tried to write " + value + " to " + file + ": " + reason(e), e);
    }
  }

  @Override
  public boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void create(Path group) throws CgroupFault {
    try {
      Files.createDirectory(group, PosixFilePermissions.asFileAttribute(MODE));
    } catch (IOException e) {
      throw new CgroupFault("Tried to make the cgroup " + group + ": " + reason(e), e);
    }
  }

  @Override
  public Optional<String> remove(Path group) {
    try {
      Files.deleteIfExists(group);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(reason(e));
    }
  }

  @Override
  public List<Path> children(Path group) throws CgroupFault {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(
            group, entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))) {
      entries.forEach(children::add);
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw new CgroupFault("Tried to list " + group + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CgroupFault("Tried to list " + group + ": " + reason(e), e);
    }
    return children;
  }

  private static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (failure instanceof FileSystemException because && because.getReason() != null) {
      return because.getReason();
    }
    return failure instanceof FileSystemException
        ? failure.getClass().getSimpleName()
        : String.valueOf(failure.getMessage());
  }
}
