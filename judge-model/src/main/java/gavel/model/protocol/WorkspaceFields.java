package gavel.model.protocol;

import static gavel.model.json.InvalidField.require;
import static gavel.model.json.InvalidField.required;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the fields that are about a program's working directory. */
final class WorkspaceFields {
  private static final int MOST_FILES = 2048;
  private static final int MOST_COLLECTED = 64;
  private static final long MOST_BYTES = 256 << 20;

  private WorkspaceFields() {}

  /** Copied; no two are in one place. */
  static @Nullable List<RunFile> files(@Nullable List<RunFile> files) {
    if (files == null) {
      return null;
    }
    require(files.size() <= MOST_FILES, "files", "has over " + MOST_FILES);
    Set<String> directories = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (RunFile file : files) {
      String name = required("files", file).path();
      require(names.add(name), "files", inOnePlace(name));
      for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
        directories.add(name.substring(0, slash));
      }
    }
    for (RunFile file : files) {
      require(
          file.namesDirectory() || !directories.contains(file.path()),
          "files",
          inOnePlace(file.path()));
    }
    return List.copyOf(files);
  }

  private static String inOnePlace(String name) {
    return "has two files in the same place: '" + name + "'";
  }

  /** Copied; of a directory in which nothing can be made there is nothing to collect. */
  static @Nullable List<CollectFile> collect(
      @Nullable List<CollectFile> collect, @Nullable Boolean writable) {
    if (collect == null) {
      return null;
    }
    require(
        collect.isEmpty() || Boolean.TRUE.equals(writable),
        "collect",
        "is of no use without writable: true");
    require(collect.size() <= MOST_COLLECTED, "collect", "has over " + MOST_COLLECTED);
    Set<String> names = new HashSet<>();
    long bytes = 0;
    for (CollectFile file : collect) {
      String name = required("collect", file).path();
      require(names.add(name), "collect", "has '" + name + "' twice");
      bytes += file.max().bytes();
    }
    require(bytes <= MOST_BYTES, "collect", "is over " + MOST_BYTES + " bytes together");
    return List.copyOf(collect);
  }
}
