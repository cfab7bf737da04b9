package gavel.testcases.library;

import gavel.testcases.library.ProblemLookup.Found;
import gavel.testcases.library.ProblemLookup.NotFound;
import gavel.testcases.problem.ProblemId;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.reader.ProblemPackageReader;
import gavel.testcases.reader.ProblemPackageReader.Listing;
import gavel.testcases.text.Excerpt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All problem directories together, in order: the first that has an id wins. A package is read
 * again only when a file of it changed its name, size or time. Usable from many threads.
 */
public final class ProblemLibrary implements ProblemSource {
  private static final int MAX_NAMED = 20;

  private final List<ProblemDirectory> directories;
  private final Map<ProblemId, ProblemPackage> known = new ConcurrentHashMap<>();

  /** The directories in the order they are searched. */
  public ProblemLibrary(List<ProblemDirectory> directories) {
    this.directories = List.copyOf(directories);
  }

  @Override
  public ProblemLookup find(String id) throws IOException {
    Optional<ProblemId> valid = ProblemId.of(id);
    if (valid.isEmpty()) {
      return new NotFound("There is no problem " + Excerpt.quote(id) + ": " + ProblemId.RULE);
    }
    for (ProblemDirectory directory : directories) {
      List<Path> places = directory.find(valid.get());
      if (places.size() > 1) {
        return new NotFound("Problem " + id + " is in more than one place: " + join(places));
      }
      if (places.size() == 1) {
        return new Found(read(valid.get(), places.getFirst()));
      }
    }
    return new NotFound("There is no problem " + Excerpt.quote(id) + "; " + whatIsThere());
  }

  /** The ids of all packages, sorted. */
  public List<ProblemId> ids() throws IOException {
    SortedSet<String> ids = new TreeSet<>();
    for (ProblemDirectory directory : directories) {
      directory.all().keySet().forEach(id -> ids.add(id.value()));
    }
    return ids.stream().map(ProblemId::new).toList();
  }

  private ProblemPackage read(ProblemId id, Path place) throws IOException {
    Listing listing = ProblemPackageReader.list(id, place);
    @Nullable ProblemPackage earlier = known.get(id);
    if (earlier != null && earlier.contents().looksLike(listing.contents())) {
      return earlier;
    }
    ProblemPackage problem = ProblemPackageReader.read(listing);
    known.put(id, problem);
    return problem;
  }

  private String whatIsThere() throws IOException {
    List<ProblemId> ids = ids();
    String where = join(directories.stream().map(ProblemDirectory::path).toList());
    if (ids.isEmpty()) {
      return "no problem packages are in " + where;
    }
    List<String> named = new ArrayList<>();
    ids.stream().limit(MAX_NAMED).forEach(id -> named.add(id.value()));
    if (ids.size() > MAX_NAMED) {
      named.add("and " + (ids.size() - MAX_NAMED) + " more");
    }
    return "in " + where + " there are " + String.join(", ", named);
  }

  private static String join(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
  }
}
