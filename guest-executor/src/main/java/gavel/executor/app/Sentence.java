package gavel.executor.app;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Set;

/** Says what was tried and why it failed, where an exception has only a path or an errno's text. */
final class Sentence {
  /** What the JDK makes of errno, see strerror(3). */
  private static final Set<String> ERRNO =
      Set.of(
          "No space left on device",
          "Disk quota exceeded",
          "Read-only file system",
          "Permission denied",
          "Operation not permitted",
          "Input/output error",
          "Too many open files",
          "File too large");

  private Sentence() {}

  /**
   * {@code Tried to make the state directory /x: it is a file}; other messages stay as they are.
   */
  static String of(String tried, String path, IOException failed) {
    String message = String.valueOf(failed.getMessage());
    return switch (failed) {
      case FileSystemException file ->
          "Tried to "
              + tried
              + (file.getFile() == null || file.getFile().equals(path) ? "" : ": " + file.getFile())
              + ": "
              + why(file);
      case SocketException _ -> "Tried to " + tried + ": " + message;
      case IOException _ when ERRNO.contains(message) -> "Tried to " + tried + ": " + message;
      default -> message;
    };
  }

  private static String why(FileSystemException failed) {
    return switch (failed) {
      case FileAlreadyExistsException _ -> "it is a file";
      case NoSuchFileException _ -> "there is no such file, and none can be made there";
      case AccessDeniedException _ -> "this user may not";
      case NotDirectoryException _ -> "it is no directory";
      case DirectoryNotEmptyException _ -> "it is not empty";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> "it failed";
    };
  }
}
