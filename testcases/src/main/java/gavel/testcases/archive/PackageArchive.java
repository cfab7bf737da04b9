package gavel.testcases.archive;

import gavel.testcases.problem.ProblemId;
import gavel.testcases.text.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacks {@code .zip} and {@code .kpp} packages: section "General requirements".
 *
 * <p>Files are written first, each new, into directories made here; links only afterwards, and only
 * those whose target is in the package. So nothing is ever written through a link.
 */
public final class PackageArchive {
  private static final int CHUNK = 1 << 16;
  private static final int LONGEST_LINK = 4096;
  private static final List<String> MARKS = List.of("problem.yaml", "domjudge-problem.ini");

  private final Path archive;
  private final Path into;
  private final long most;
  private final ArchiveCaps caps;
  private final Map<String, String> links = new LinkedHashMap<>();
  private final List<String> leftOut = new ArrayList<>();
  private long written;

  private PackageArchive(Path archive, Path into, ArchiveCaps caps) throws IOException {
    this.archive = archive;
    this.into = into;
    this.caps = caps;
    this.most = caps.most(Files.size(archive));
  }

  /**
   * Unpacks into an empty directory of the caller's, who deletes it whatever comes of this.
   *
   * @throws RefusedArchive for what the archive is or holds
   * @throws IOException when the disk fails
   */
  public static UnpackedPackage unpack(Path archive, Path into, ArchiveCaps caps)
      throws IOException, RefusedArchive {
    return new PackageArchive(archive, into.toRealPath(), caps).unpack();
  }

  private UnpackedPackage unpack() throws IOException, RefusedArchive {
    try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
      List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
      if (entries.size() > caps.entries()) {
        throw new RefusedArchive("The archive has over " + caps.entries() + " entries");
      }
      for (ZipArchiveEntry entry : entries) {
        Optional<EntryName> name = EntryName.of(entry.getName());
        if (name.isPresent()) {
          write(zip, entry, name.get());
        }
      }
    } catch (FileSystemException failed) {
      throw failed;
    } catch (IOException | IllegalArgumentException broken) {
      throw new RefusedArchive(
          Excerpt.quote(String.valueOf(archive.getFileName()))
              + " is no zip archive that can be read: it is damaged, cut, or something else",
          broken);
    }
    for (Map.Entry<String, String> link : links.entrySet()) {
      link(into.resolve(link.getKey()), link.getKey(), link.getValue());
    }
    return find();
  }

  private void write(ZipFile zip, ZipArchiveEntry entry, EntryName name)
      throws IOException, RefusedArchive {
    Path target = into.resolve(name.path());
    if (entry.isDirectory()) {
      directory(target, name);
      return;
    }
    directory(Optional.ofNullable(target.getParent()).orElse(into), name);
    try (EntryContent in = EntryContent.open(zip, entry, name)) {
      if (entry.isUnixSymlink()) {
        byte[] link = in.readNBytes(LONGEST_LINK);
        links.put(name.path(), new String(link, StandardCharsets.UTF_8));
        return;
      }
      copy(in, target, name);
      in.requireWhole();
    }
    boolean executable = (entry.getUnixMode() & 0100) != 0;
    if (executable && !target.toFile().setExecutable(true)) {
      throw new FileSystemException(target.toString(), null, "cannot be made executable");
    }
  }

  private static void directory(Path target, EntryName name) throws IOException, RefusedArchive {
    try {
      Files.createDirectories(target);
    } catch (FileAlreadyExistsException file) {
      throw new RefusedArchive(name + " needs a directory where the archive has a file", file);
    }
  }

  private void copy(InputStream in, Path target, EntryName name)
      throws IOException, RefusedArchive {
    try (OutputStream out =
        Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        written += read;
        if (written > most) {
          throw new RefusedArchive("The archive unpacks to over " + most + " bytes");
        }
        out.write(chunk, 0, read);
      }
    } catch (FileAlreadyExistsException twice) {
      throw new RefusedArchive(name + " is in the archive twice", twice);
    }
  }

  private void link(Path link, String name, String target) throws IOException, RefusedArchive {
    Path parent = Optional.ofNullable(link.getParent()).orElse(into);
    boolean inside = !target.isEmpty() && !target.startsWith("/") && target.indexOf('\0') < 0;
    if (!inside || !parent.resolve(target).normalize().startsWith(into)) {
      leftOut.add(Excerpt.escape(name, 300));
      return;
    }
    try {
      Files.createSymbolicLink(link, Path.of(target));
    } catch (FileAlreadyExistsException twice) {
      throw new RefusedArchive(Excerpt.quote(name) + " is in the archive twice", twice);
    }
  }

  /** Here, or in the only directory there is. */
  private UnpackedPackage find() throws IOException, RefusedArchive {
    String file = String.valueOf(archive.getFileName());
    int dot = file.lastIndexOf('.');
    if (isPackage(into)) {
      return new UnpackedPackage(
          into, ProblemId.of(dot < 0 ? file : file.substring(0, dot)), leftOut);
    }
    try (Stream<Path> top = Files.list(into)) {
      List<Path> packages = top.filter(PackageArchive::isPackage).toList();
      if (packages.size() != 1) {
        throw new RefusedArchive(
            "The archive has " + packages.size() + " directories with a problem.yaml, not one");
      }
      Path only = packages.getFirst();
      return new UnpackedPackage(only, ProblemId.of(String.valueOf(only.getFileName())), leftOut);
    }
  }

  private static boolean isPackage(Path directory) {
    return MARKS.stream().anyMatch(mark -> Files.isRegularFile(directory.resolve(mark)));
  }
}
