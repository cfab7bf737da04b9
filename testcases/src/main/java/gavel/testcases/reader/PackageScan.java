package gavel.testcases.reader;

import gavel.model.ByteSize;
import gavel.testcases.problem.PackageContents;
import gavel.testcases.problem.PackageFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Lists a package. Links are followed only inside the package (legacy format, "General
 * Requirements"); devices, pipes and links that lead out are errors and not listed. {@code .git} is
 * no part of a package.
 */
final class PackageScan {
  private static final int MAX_ENTRIES = 100_000;
  private static final int MAX_DEPTH = 16;

  private final Path root;
  private final Findings findings;
  private final Deque<Path> ancestors = new ArrayDeque<>();
  private int entries;

  /** The root is free of links. */
  PackageScan(Path root, Findings findings) {
    this.root = root;
    this.findings = findings;
  }

  Folder scan() throws IOException {
    return folder("", root);
  }

  private Folder folder(String name, Path path) throws IOException {
    List<Folder> folders = new ArrayList<>();
    List<PackageFile> files = new ArrayList<>();
    ancestors.push(path);
    for (Path entry : list(name, path)) {
      String last = String.valueOf(entry.getFileName());
      if (!last.equals(".git")) {
        entry(name.isEmpty() ? last : name + "/" + last, entry, folders, files);
      }
    }
    ancestors.pop();
    folders.sort(Comparator.comparing(Folder::name, PackageContents::byBytes));
    files.sort(Comparator.comparing(PackageFile::name, PackageContents::byBytes));
    return new Folder(name, path, folders, files);
  }

  private List<Path> list(String name, Path path) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
      for (Path entry : stream) {
        if (entries++ >= MAX_ENTRIES) {
          findings.error(name, 1, "The package has more than " + MAX_ENTRIES + " files");
          break;
        }
        found.add(entry);
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    } catch (AccessDeniedException | NoSuchFileException unreadable) {
      findings.error(name, 1, "This directory cannot be read");
    }
    return found;
  }

  private void entry(String name, Path entry, List<Folder> folders, List<PackageFile> files)
      throws IOException {
    Optional<Path> real = resolve(name, entry);
    if (real.isEmpty()) {
      return;
    }
    BasicFileAttributes attributes =
        Files.readAttributes(real.get(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isDirectory()) {
      if (mayEnter(name, real.get())) {
        folders.add(folder(name, real.get()));
      }
    } else if (attributes.isRegularFile()) {
      ByteSize size = ByteSize.ofBytes(attributes.size());
      files.add(new PackageFile(name, real.get(), size, attributes.lastModifiedTime().toInstant()));
    } else {
      findings.error(name, 1, "This is neither a file nor a directory; it is left out");
    }
  }

  private Optional<Path> resolve(String name, Path entry) throws IOException {
    if (!Files.isSymbolicLink(entry)) {
      return Optional.of(entry);
    }
    try {
      Path target = entry.toRealPath();
      if (target.startsWith(root)) {
        return Optional.of(target);
      }
      findings.error(name, 1, "This link leads out of the package; it is left out");
    } catch (FileSystemException broken) {
      findings.error(name, 1, "This link leads nowhere; it is left out");
    }
    return Optional.empty();
  }

  private boolean mayEnter(String name, Path real) {
    if (ancestors.contains(real)) {
      findings.error(name, 1, "This link leads back to a directory that holds it; it is left out");
      return false;
    }
    if (ancestors.size() > MAX_DEPTH) {
      findings.error(name, 1, "Directories are nested deeper than " + MAX_DEPTH + "; left out");
      return false;
    }
    return true;
  }
}
