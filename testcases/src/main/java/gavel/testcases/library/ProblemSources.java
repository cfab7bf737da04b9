package gavel.testcases.library;

import gavel.testcases.library.ProblemLookup.NotFound;
import gavel.testcases.problem.ProblemPackage;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Several sources in order: the first that has a package wins. */
public record ProblemSources(List<ProblemSource> sources) implements ProblemSource {
  /** Copies the list. */
  public ProblemSources {
    sources = List.copyOf(sources);
  }

  @Override
  public ProblemLookup find(String id) throws IOException {
    Set<String> reasons = new LinkedHashSet<>();
    for (ProblemSource source : sources) {
      switch (source.find(id)) {
        case ProblemLookup.Found found -> {
          return found;
        }
        case NotFound(String reason) -> reasons.add(reason);
      }
    }
    return new NotFound(String.join("; ", reasons));
  }

  @Override
  public void release(ProblemPackage problem) {
    sources.forEach(source -> source.release(problem));
  }
}
