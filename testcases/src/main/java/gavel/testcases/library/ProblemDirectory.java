package gavel.testcases.library;

import gavel.testcases.problem.ProblemId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A directory of packages: directly in it, or one level deeper, as contests keep theirs. A package
 * is a directory with a {@code problem.yaml}.
 */
public record ProblemDirectory(Path path) {
  private static final String MARK = "problem.yaml";

  /** Where packages with that id lie: usually one place, none, or more by mistake. */
  public List<Path> find(ProblemId id) throws IOException {
    List<Path> places = new ArrayList<>();
    addIfPackage(path.resolve(id.value()), places);
    for (Path group : directories(path)) {
      if (!isPackage(group)) {
        addIfPackage(group.resolve(id.value()), places);
      }
    }
    return places;
  }

  /** Every id in here with its places, sorted by id. */
  public SortedMap<ProblemId, List<Path>> all() throws IOException {
    SortedMap<ProblemId, List<Path>> all = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    for (Path entry : directories(path)) {
      if (isPackage(entry)) {
        put(entry, all);
      } else {
        for (Path inner : directories(entry)) {
          if (isPackage(inner)) {
            put(inner, all);
          }
        }
      }
    }
    return all;
  }

  private static void put(Path entry, Map<ProblemId, List<Path>> all) {
    ProblemId.of(String.valueOf(entry.getFileName()))
        .ifPresent(id -> all.computeIfAbsent(id, _ -> new ArrayList<>()).add(entry));
  }

  private static void addIfPackage(Path place, List<Path> places) {
    if (isPackage(place)) {
      places.add(place);
    }
  }

  private static boolean isPackage(Path place) {
    return Files.isRegularFile(place.resolve(MARK));
  }

  private static List<Path> directories(Path parent) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent, Files::isDirectory)) {
      stream.forEach(found::add);
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    found.sort(null);
    return found;
  }
}
