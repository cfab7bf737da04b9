package gavel.executor.prepare;

import gavel.executor.compile.CompileJob;
import gavel.executor.compile.Shortcut;
import gavel.model.language.LanguageDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Go's build cache with the whole standard library, which {@code go build} can read and not add to.
 */
record GoCache(LanguageDefinition language) implements Recipe {
  private static final String VARIABLE = "GOCACHE";

  /** For what calls {@code go build} with a cache of its own. */
  static Optional<Recipe> of(LanguageDefinition language) {
    List<String> compile = language.compile();
    return compile.size() > 1
            && compile.getFirst().endsWith("/go")
            && compile.get(1).equals("build")
            && language.environment().containsKey(VARIABLE)
            && !hasCompiledLibrary(Path.of(compile.getFirst()))
        ? Optional.of(new GoCache(language))
        : Optional.empty();
  }

  /** As go had until 1.20: there is nothing to be gained then. */
  static boolean hasCompiledLibrary(Path go) {
    try {
      Path bin = go.toRealPath().getParent();
      Path packages = bin == null ? null : bin.resolveSibling("pkg");
      if (packages == null || !Files.isDirectory(packages)) {
        return false;
      }
      try (Stream<Path> platforms = Files.list(packages)) {
        return platforms.anyMatch(platform -> Files.exists(platform.resolve("fmt.a")));
      }
    } catch (IOException absent) {
      return false;
    }
  }

  @Override
  public List<String> argv() {
    return List.of(language.compile().getFirst(), "build", "std");
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(VARIABLE, "/box/cache");
  }

  @Override
  public Map<String, String> files() {
    return Map.of();
  }

  /** Flags make other packages of the library, which are not in it. */
  @Override
  public boolean suits(CompileJob job) {
    return job.flags().isEmpty();
  }

  @Override
  public Shortcut shortcut(String directory) {
    return new Shortcut(List.of(), Map.of(VARIABLE, directory + "/cache"), true);
  }
}
