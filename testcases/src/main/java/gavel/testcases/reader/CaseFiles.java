package gavel.testcases.reader;

import gavel.testcases.problem.PackageContents;
import gavel.testcases.problem.PackageFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What lies in a directory of test data, sorted out by the test cases it belongs to. */
final class CaseFiles {
  /** Longer ones first, so that each file ends in one of them only. */
  private static final List<String> EXTENSIONS =
      List.of(
          ".in.statement",
          ".ans.statement",
          ".in.download",
          ".ans.download",
          ".interaction",
          ".in",
          ".ans",
          ".out",
          ".yaml",
          ".args",
          ".hint",
          ".desc");

  private static final Set<String> NO_CASE =
      Set.of(LegacyGroupReader.FILE, PointsGroupReader.FILE, "generators.yaml", "testcases.yaml");
  private static final String FILES = ".files";

  private final Map<String, Map<String, PackageFile>> files =
      new TreeMap<>(PackageContents::byBytes);
  private final Map<String, Folder> beside = new HashMap<>();
  private final Map<String, Folder> folders = new TreeMap<>(PackageContents::byBytes);

  CaseFiles(Folder folder, boolean dashesHide) {
    for (PackageFile file : folder.files()) {
      String last = Folder.last(file.name());
      if (!NO_CASE.contains(last) && !hidden(last, dashesHide)) {
        add(last, file);
      }
    }
    for (Folder inner : folder.folders()) {
      String last = Folder.last(inner.name());
      if (last.endsWith(FILES) && last.length() > FILES.length()) {
        beside.put(last.substring(0, last.length() - FILES.length()), inner);
      } else if (!hidden(last, dashesHide)) {
        folders.put(last, inner);
      }
    }
  }

  private static boolean hidden(String last, boolean dashesHide) {
    return last.startsWith(".") || (dashesHide && last.startsWith("-"));
  }

  private void add(String last, PackageFile file) {
    EXTENSIONS.stream()
        .filter(last::endsWith)
        .findFirst()
        .ifPresent(extension -> {
          String base = last.substring(0, last.length() - extension.length());
          files.computeIfAbsent(base, _ -> new HashMap<>()).put(extension, file);
        });
  }

  /** Every base name of a file, sorted by bytes; some may have no input. */
  Set<String> names() {
    return files.keySet();
  }

  Optional<PackageFile> file(String base, String extension) {
    return Optional.ofNullable(files.getOrDefault(base, Map.of()).get(extension));
  }

  /** The extensions of all files with that base name. */
  Set<String> extensions(String base) {
    return files.getOrDefault(base, Map.of()).keySet();
  }

  /** The directory with that test's own files. */
  Optional<Folder> files(String base) {
    return Optional.ofNullable(beside.get(base));
  }

  /** The names of those directories. */
  Set<String> besideNames() {
    return beside.keySet();
  }

  /** All other directories, sorted by bytes of their names. */
  Map<String, Folder> folders() {
    return folders;
  }

  /** Whether there is a test, half a test or a dialogue, or a directory. */
  boolean anything() {
    return !folders.isEmpty()
        || files.values().stream()
            .anyMatch(found ->
                found.containsKey(".in")
                    || found.containsKey(".ans")
                    || found.containsKey(".interaction"));
  }
}
