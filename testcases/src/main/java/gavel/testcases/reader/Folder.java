package gavel.testcases.reader;

import gavel.testcases.problem.PackageFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of a package.
 *
 * @param name the path inside the package, empty for its root
 * @param path where it really lies
 */
record Folder(String name, Path path, List<Folder> folders, List<PackageFile> files) {
  Folder {
    folders = List.copyOf(folders);
    files = List.copyOf(files);
  }

  /** The name of something in this folder, as a path inside the package. */
  String child(String last) {
    return name.isEmpty() ? last : name + "/" + last;
  }

  /** The last part of a path inside the package. */
  static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  Optional<Folder> folder(String last) {
    String wanted = child(last);
    return folders.stream().filter(folder -> folder.name().equals(wanted)).findFirst();
  }

  Optional<PackageFile> file(String last) {
    String wanted = child(last);
    return files.stream().filter(file -> file.name().equals(wanted)).findFirst();
  }

  /** The files in here and below. */
  Stream<PackageFile> allFiles() {
    return Stream.concat(files.stream(), folders.stream().flatMap(Folder::allFiles));
  }
}
